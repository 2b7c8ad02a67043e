using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Components;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>Shows what other thresholds would have done, and sets one.</summary>
public sealed partial class ThresholdTuner : CallingComponent
{
    private GetThresholdSweepResponse? _sweep;
    private int _chosen;
    private string _note = "";
    private string _etag = "";

    /// <summary>Gets or sets the namespace.</summary>
    [Parameter]
    [EditorRequired]
    public Namespace Read { get; set; } = null!;

    /// <summary>Gets or sets what hears of the namespace as it was saved.</summary>
    [Parameter]
    public EventCallback<Namespace> OnSaved { get; set; }

    private SweepPoint Chosen => _sweep!.Points[_chosen];

    private bool IsCurrent => Chosen.Threshold == _sweep!.Current;

    private string Spoken => $"{WireText.Score(Chosen.Threshold)}: {WireText.Number(Chosen.Hits)} hits";

    private string Expected => Chosen.HasExpectedWrong
        ? $"{Chosen.ExpectedWrong.ToString("0.#", CultureInfo.InvariantCulture)} hits; a share from {WireText.Percent(Chosen.WrongShareLow)} to {WireText.Percent(Chosen.WrongShareHigh)}, by {WireText.Number(Chosen.Labelled)} with a label"
        : "not known: none of these hits has a label";

    private string Advice => _sweep switch
    {
        { HasRecommended: true } sweep => $"Labels show that {WireText.Score(sweep.Recommended)} keeps at least {WireText.Percent(sweep.TargetPrecision)} of the hits right.",
        { HasLabelsNeeded: true } sweep => $"Labels do not show yet that any threshold keeps {WireText.Percent(sweep.TargetPrecision)} of the hits right; {WireText.Number(sweep.LabelsNeeded)} labelled hits, all right, would. Give verdicts, or set audit_percent.",
        _ => "No number of labels can show that no hit is ever wrong; set an error_budget above 0.",
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_etag != Read.Etag)
        {
            _etag = Read.Etag;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var request = new GetThresholdSweepRequest { Namespace = Read.Name };
        if (await TryAsync(async () => _sweep = await Clients.Reports.GetThresholdSweepAsync(request, cancellationToken: Gone)))
        {
            _chosen = IndexOf(_sweep!.Current);
        }
    }

    private int IndexOf(double threshold) => Math.Max(0, _sweep!.Points.ToList().FindIndex(point => point.Threshold == threshold));

    private void Choose(ChangeEventArgs change)
    {
        _chosen = int.Parse(change.Value as string ?? "0", CultureInfo.InvariantCulture);
        _note = "";
    }

    private void ChooseRecommended() => _chosen = IndexOf(_sweep!.Recommended);

    private async Task TakeAsync()
    {
        var threshold = Chosen.Threshold;
        var policy = _sweep!.Setting == "similarity_threshold" ? new Policy { SimilarityThreshold = threshold } : new Policy { MinimumConfidence = threshold };
        var request = new UpdateNamespaceRequest { Name = Read.Name, Etag = Read.Etag, Policy = policy, UpdateMask = new FieldMask { Paths = { _sweep.Setting } } };
        Namespace? saved = null;
        if (await TryAsync(async () => saved = (await Clients.Admin.UpdateNamespaceAsync(request, cancellationToken: Gone)).Namespace))
        {
            _note = $"{_sweep.Setting} is {WireText.Score(threshold)} from the next request on.";
            await OnSaved.InvokeAsync(saved);
        }
    }
}
