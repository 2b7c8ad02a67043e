using Microsoft.AspNetCore.Components;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>What was deleted in a namespace and can still be brought back.</summary>
public sealed partial class Deletions : CallingComponent
{
    private IReadOnlyList<Invalidation>? _found;
    private string _shown = "";
    private string _note = "";

    /// <summary>Gets or sets the namespace.</summary>
    [Parameter]
    [EditorRequired]
    public string Namespace { get; set; } = "";

    /// <summary>Gets or sets what hears that entries are back.</summary>
    [Parameter]
    public EventCallback OnRestored { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Namespace)
        {
            (_shown, _found, _note) = (Namespace, null, "");
            await LoadAsync();
        }
    }

    private async Task LoadAsync() => await TryAsync(async () =>
    {
        var request = new ListInvalidationsRequest { Namespace = Namespace, PageSize = PageChoice.Lines };
        _found = (await Clients.Admin.ListInvalidationsAsync(request, cancellationToken: Gone)).Invalidations;
    });

    private async Task UndoAsync(Invalidation invalidation)
    {
        var restored = 0L;
        if (await TryAsync(async () => restored = (await Clients.Admin.UndoInvalidationAsync(
            new UndoInvalidationRequest { Namespace = Namespace, InvalidationId = invalidation.Id }, cancellationToken: Gone)).RestoredCount))
        {
            _note = $"Entries brought back: {WireText.Number(restored)}.";
            await LoadAsync();
            await OnRestored.InvokeAsync();
        }
    }
}
