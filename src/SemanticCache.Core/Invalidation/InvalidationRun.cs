using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Invalidation;

/// <summary>One invalidation at work: it keeps a batch of entries, notes how far it is, and only then deletes them.</summary>
internal sealed class InvalidationRun
{
    private const int MostEntries = 200;
    private const int MostBytes = 512 * 1024;
    private const int SampleSize = 10;

    private readonly InvalidationBook _book;
    private readonly ICacheStore _store;
    private readonly List<CacheEntry> _entries = [];
    private readonly List<byte[]> _kept = [];
    private readonly List<CacheEntry> _sample = [];
    private EntryInvalidation _state;
    private int _bytes;

    /// <param name="book">Where the entries are kept.</param>
    /// <param name="store">Where they are deleted.</param>
    /// <param name="state">The invalidation, not yet written down.</param>
    public InvalidationRun(InvalidationBook book, ICacheStore store, EntryInvalidation state)
    {
        _book = book;
        _store = store;
        _state = state;
    }

    /// <summary>Takes an entry, and deletes a batch when there are enough.</summary>
    /// <exception cref="InvalidationStoppedException">Somebody undid what was done so far.</exception>
    public async Task AddAsync(InvalidatedEntry found, CancellationToken cancellationToken)
    {
        var kept = InvalidatedEntryCodec.Encode(found);
        if (_entries.Count == MostEntries || (_entries.Count > 0 && _bytes + kept.Length > MostBytes))
        {
            await FlushAsync(cancellationToken);
        }

        _entries.Add(found.Entry);
        _kept.Add(kept);
        _bytes += kept.Length;
        if (_sample.Count < SampleSize)
        {
            _sample.Add(found.Entry);
        }
    }

    /// <summary>Deletes what is left and returns what was done.</summary>
    /// <exception cref="InvalidationStoppedException">Somebody undid what was done so far.</exception>
    public async Task<InvalidationResult> FinishAsync(CancellationToken cancellationToken)
    {
        if (_entries.Count > 0)
        {
            await FlushAsync(cancellationToken);
        }

        if (_state.Chunks == 0)
        {
            return new InvalidationResult("", 0, 0, []);
        }

        await PutAsync(_state with { State = InvalidationState.Done }, cancellationToken);
        return new InvalidationResult(_state.Id, _state.Matched, _state.Deleted, _sample);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _book.KeepAsync(_state, _state.Chunks, InvalidatedEntryCodec.Join(_kept), cancellationToken);
        await PutAsync(_state with { Matched = _state.Matched + _entries.Count, Chunks = _state.Chunks + 1 }, cancellationToken);
        _state = _state with { Deleted = _state.Deleted + await _store.DeleteAsync(_entries, cancellationToken) };
        _entries.Clear();
        _kept.Clear();
        _bytes = 0;
    }

    private async Task PutAsync(EntryInvalidation next, CancellationToken cancellationToken) =>
        _state = await _book.TryPutAsync(next, cancellationToken) ?? throw new InvalidationStoppedException();
}
