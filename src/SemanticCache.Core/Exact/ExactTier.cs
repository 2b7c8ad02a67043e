using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Exact;

/// <summary>Finds the entry that stores exactly this request.</summary>
internal sealed class ExactTier
{
    private readonly IEntryReader _entries;
    private readonly TimeProvider _time;

    public ExactTier(ICacheStore store, TimeProvider time)
    {
        _entries = store;
        _time = time;
    }

    /// <summary>Returns the entry, or null when there is none that may be served now.</summary>
    public ValueTask<CacheEntry?> FindAsync(ScopedRequest request, CancellationToken cancellationToken)
    {
        var reading = _entries.GetAsync(request.EntryId, cancellationToken);
        return reading.IsCompletedSuccessfully
            ? ValueTask.FromResult(Servable(reading.Result, request))
            : AwaitAsync(reading, request);
    }

    private async ValueTask<CacheEntry?> AwaitAsync(ValueTask<CacheEntry?> reading, ScopedRequest request) =>
        Servable(await reading, request);

    // The id is derived from scope and question, so neither can differ but by a broken store; serving then would be a leak.
    private CacheEntry? Servable(CacheEntry? entry, ScopedRequest request) =>
        entry is not null && entry.Id == request.EntryId && entry.Scope == request.Scope
        && Freshness.IsAcceptable(entry, request.Request.Controls, _time.GetUtcNow())
            ? entry
            : null;
}
