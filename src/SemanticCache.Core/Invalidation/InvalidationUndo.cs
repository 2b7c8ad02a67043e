using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Invalidation;

/// <summary>Undoes invalidations, each once; one that was cut off half-way goes on where it is tried again.</summary>
internal sealed class InvalidationUndo
{
    private readonly InvalidationBook _book;
    private readonly EntryRestorer _restorer;
    private readonly TimeProvider _time;

    public InvalidationUndo(InvalidationBook book, EntryRestorer restorer, TimeProvider time)
    {
        _book = book;
        _restorer = restorer;
        _time = time;
    }

    /// <summary>Brings the entries of an invalidation back.</summary>
    /// <param name="target">The namespace.</param>
    /// <param name="id">The invalidation.</param>
    /// <param name="tenant">The only tenant whose invalidations the caller may undo; null for those of all.</param>
    /// <param name="cancellationToken">Ends the call early, between two chunks.</param>
    public async Task<UndoResult> UndoAsync(CacheNamespace target, string id, string? tenant, CancellationToken cancellationToken)
    {
        var found = await _book.FindAsync(target, id, tenant, cancellationToken);
        return found switch
        {
            null => new UndoResult(UndoOutcome.NotFound),
            { State: InvalidationState.Undone } => new UndoResult(UndoOutcome.AlreadyUndone),
            _ when found.IsActive(_time.GetUtcNow()) => new UndoResult(UndoOutcome.Busy),
            _ => await UndoAsync(found, cancellationToken),
        };
    }

    private async Task<UndoResult> UndoAsync(EntryInvalidation found, CancellationToken cancellationToken)
    {
        // First of all written down: whoever still deletes for it finds that and stops.
        var state = await _book.TryPutAsync(found with { State = InvalidationState.Undoing }, cancellationToken);
        for (var chunk = 0; chunk < state?.Chunks; chunk++)
        {
            var restored = await _restorer.RestoreAsync(await _book.ReadAsync(state, chunk, cancellationToken), cancellationToken);
            state = await _book.TryPutAsync(state with { Restored = state.Restored + restored }, cancellationToken);
        }

        state = state is null ? null : await _book.TryPutAsync(state with { State = InvalidationState.Undone }, cancellationToken);
        if (state is null)
        {
            return new UndoResult(UndoOutcome.Busy);
        }

        for (var chunk = 0; chunk < state.Chunks; chunk++)
        {
            await _book.DropAsync(state, chunk, cancellationToken);
        }

        return new UndoResult(UndoOutcome.Undone, state.Restored);
    }
}
