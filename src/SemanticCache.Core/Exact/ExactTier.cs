using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Exact;

/// <summary>Finds the entry that stores exactly this request, or that an alias of exactly this wording leads to.</summary>
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
    public ValueTask<EntryMatch?> FindAsync(ScopedRequest request, CancellationToken cancellationToken)
    {
        var reading = _entries.FindAsync(request.EntryId, cancellationToken);
        return reading.IsCompletedSuccessfully
            ? ValueTask.FromResult(Servable(reading.Result, request))
            : AwaitAsync(reading, request);
    }

    /// <summary>Returns the entry that expired no longer ago than this, or null.</summary>
    public async ValueTask<EntryMatch?> FindStaleAsync(ScopedRequest request, TimeSpan window, CancellationToken cancellationToken)
    {
        var found = await _entries.FindAsync(request.EntryId, cancellationToken);
        var now = _time.GetUtcNow();
        return found is { } match && IsAsked(match, request) && !IsOutdated(match.Alias, request)
            && match.Entry.IsExpired(now) && now - match.Entry.ExpiresAt <= window
                ? match
                : null;
    }

    private async ValueTask<EntryMatch?> AwaitAsync(ValueTask<EntryMatch?> reading, ScopedRequest request) =>
        Servable(await reading, request);

    private EntryMatch? Servable(EntryMatch? found, ScopedRequest request) =>
        found is { } match && IsAsked(match, request) && !IsOutdated(match.Alias, request)
        && Freshness.IsAcceptable(match.Entry, request.Request.Controls, _time.GetUtcNow())
            ? match
            : null;

    // A verified wording reached the bars of its time: a caller's own bars, or a policy that changed since, have it verified again.
    private static bool IsOutdated(EntryAlias? alias, ScopedRequest request) =>
        alias is { Origin: AliasOrigin.Verified }
        && (request.Request.Controls is not { SimilarityThreshold: null, MinimumConfidence: null } || alias.CreatedAt < request.Namespace.UpdatedAt);

    // The id is derived from scope and question, so neither can differ but by a broken store; serving then would be a leak.
    private static bool IsAsked(EntryMatch match, ScopedRequest request) =>
        match.Entry.Scope == request.Scope
        && (match.Alias is { } alias
            ? alias.Id == request.EntryId && alias.Entry == match.Entry.Id && alias.Scope == request.Scope
            : match.Entry.Id == request.EntryId);
}
