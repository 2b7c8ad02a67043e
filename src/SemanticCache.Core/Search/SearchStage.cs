using Microsoft.Extensions.Options;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Search;

/// <summary>Finds the candidates of a question in its scope.</summary>
internal sealed class SearchStage
{
    private readonly IEntryReader _entries;
    private readonly TimeProvider _time;
    private readonly int _limit;
    private readonly float _nearMissMargin;

    public SearchStage(ICacheStore store, TimeProvider time, IOptions<SearchOptions> options)
    {
        _entries = store;
        _time = time;
        _limit = options.Value.Candidates;
        _nearMissMargin = (float)options.Value.NearMissMargin;
    }

    /// <summary>Returns the candidates, best first, down to a margin below the threshold.</summary>
    public async ValueTask<IReadOnlyList<Candidate>> FindAsync(
        ScopedRequest request, EmbeddedQuestion question, float threshold, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var query = new SearchQuery
        {
            Scope = request.Scope,
            EmbeddingFingerprint = question.Fingerprint,
            Vector = question.Vector,
            Limit = _limit,
            MinimumSimilarity = threshold - MarginFor(request.Policy),
            Now = now,
        };
        var found = await _entries.SearchAsync(query, cancellationToken);
        return found.All(candidate => IsServable(candidate, request, now))
            ? found
            : [.. found.Where(candidate => IsServable(candidate, request, now))];
    }

    // The store was asked for this scope and this time; what a broken one returns beside must not be served.
    private static bool IsServable(Candidate candidate, ScopedRequest request, DateTimeOffset now) =>
        candidate.Entry.Scope == request.Scope
        && (candidate.Alias is not { } alias || (alias.Scope == request.Scope && alias.Entry == candidate.Entry.Id))
        && Freshness.IsAcceptable(candidate.Entry, request.Request.Controls, now);

    // The near misses of "verified" are those that the verifier refuses; further down it would only cost the search time.
    private float MarginFor(NamespacePolicy policy) => policy.Decision is DecisionKind.Threshold ? _nearMissMargin : 0;
}
