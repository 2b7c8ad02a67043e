using Microsoft.AspNetCore.Components;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Parts;

namespace SemanticCache.Server.Admin.Components.Pages;

/// <summary>An entry: its question, its answer, and what can be done with it.</summary>
public sealed partial class EntryDetails : CallingComponent
{
    private Entry? _entry;
    private ConfirmDialog? _dialog;
    private string _undo = "";
    private string _note = "";

    /// <summary>Gets or sets the entry's identifier.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_entry?.Id != Id)
        {
            (_entry, _undo, _note) = (null, "", "");
            await LoadAsync();
        }
    }

    private async Task LoadAsync() => await TryAsync(async () => _entry = (await Clients.Admin.GetEntryAsync(new GetEntryRequest { Id = Id }, cancellationToken: Gone)).Entry);

    private async Task PinAsync()
    {
        var request = new PinEntryRequest { Id = Id, Pinned = !_entry!.Pinned };
        if (await TryAsync(async () => _entry = (await Clients.Admin.PinEntryAsync(request, cancellationToken: Gone)).Entry))
        {
            _note = _entry.Pinned ? "The entry is pinned: it never expires and goes before others." : "The pin is gone; the entry lives its namespace's time to live from now on.";
        }
    }

    private async Task DeleteAsync() =>
        await TryAsync(async () => _undo = (await Clients.Admin.DeleteEntryAsync(new DeleteEntryRequest { Id = Id }, cancellationToken: Gone)).InvalidationId);

    private async Task UndoAsync()
    {
        var request = new UndoInvalidationRequest { Namespace = _entry!.Namespace, InvalidationId = _undo };
        var restored = 0L;
        if (await TryAsync(async () => restored = (await Clients.Admin.UndoInvalidationAsync(request, cancellationToken: Gone)).RestoredCount))
        {
            _undo = "";
            _note = restored > 0 ? "The entry is back." : "The entry was not brought back: something newer answers its question.";
            await LoadAsync();
        }
    }
}
