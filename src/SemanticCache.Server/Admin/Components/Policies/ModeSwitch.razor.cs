using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Components;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Parts;

namespace SemanticCache.Server.Admin.Components.Policies;

/// <summary>Switches what the cache does for a namespace.</summary>
public sealed partial class ModeSwitch : CallingComponent
{
    private static readonly (Mode Mode, string Name, string Meaning)[] Modes =
    [
        (Mode.Off, "off", "Forward everything, look nothing up and store nothing."),
        (Mode.Shadow, "shadow", "Look up and decide, but serve nothing: what would have been served is counted."),
        (Mode.Canary, "canary", "Serve a share of the questions, always the same ones, and treat the others as in shadow."),
        (Mode.Serve, "serve", "Serve hits and store answers."),
    ];

    private Mode _mode;
    private string _percent = "";
    private string _note = "";
    private string _etag = "";

    /// <summary>Gets or sets the namespace.</summary>
    [Parameter]
    [EditorRequired]
    public Namespace Read { get; set; } = null!;

    /// <summary>Gets or sets what hears of the namespace as it was saved.</summary>
    [Parameter]
    public EventCallback<Namespace> OnSaved { get; set; }

    private bool MayChange => IsAdmin && Caller.SeesEveryTenant;

    private bool IsChanged => _mode != Read.Policy.Mode || (_mode is Mode.Canary && _percent.Trim() != PercentOf(Read));

    private string? PercentMistake => Failure?.MistakeIn("policy.canary_percent") ?? (IsPercent(out _) ? null : "must be a number from 0 to 100");

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_etag != Read.Etag)
        {
            (_etag, _mode, _percent) = (Read.Etag, Read.Policy.Mode, PercentOf(Read));
        }
    }

    private static string NameOf(Mode mode) => Modes.FirstOrDefault(known => known.Mode == mode).Name ?? "";

    private static string PercentOf(Namespace read) => read.Policy.CanaryPercent.ToString(CultureInfo.InvariantCulture);

    private bool IsPercent(out double percent) => double.TryParse(_percent, NumberStyles.Float, CultureInfo.InvariantCulture, out percent) && percent is >= 0 and <= 100;

    private void Choose(Mode mode)
    {
        _mode = mode;
        _note = "";
        Forgive();
    }

    private async Task SaveAsync()
    {
        if (!IsPercent(out var percent))
        {
            return;
        }

        var request = new UpdateNamespaceRequest
        {
            Name = Read.Name, Etag = Read.Etag, Policy = new Policy { Mode = _mode, CanaryPercent = percent }, UpdateMask = new FieldMask { Paths = { "mode", "canary_percent" } },
        };
        Namespace? saved = null;
        if (await TryAsync(async () => saved = (await Clients.Admin.UpdateNamespaceAsync(request, cancellationToken: Gone)).Namespace))
        {
            _note = $"The mode is {NameOf(_mode)} from the next request on.";
            await OnSaved.InvokeAsync(saved);
        }
    }
}
