using Microsoft.Extensions.Options;
using SemanticCache.Core.Decisions;
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
    private readonly float _evidenceSimilarity;
    private readonly float _evidenceReach;

    public SearchStage(ICacheStore store, TimeProvider time, IOptions<SearchOptions> options, IOptions<DecisionOptions> decisions)
    {
        _entries = store;
        _time = time;
        _limit = options.Value.Candidates;
        _nearMissMargin = (float)options.Value.NearMissMargin;
        _evidenceSimilarity = (float)decisions.Value.EvidenceSimilarity;
        _evidenceReach = (float)decisions.Value.EvidenceReach;
    }

    /// <summary>How many candidates are searched for.</summary>
    public int Limit => _limit;

    /// <summary>Returns the candidates, best first, those below the threshold as evidence only.</summary>
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
            MinimumSimilarity = FloorFor(request.Policy, threshold),
            Reach = request.Policy.Decision is DecisionKind.Threshold ? null : _evidenceReach,
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

    // A threshold decision reports near misses; a verified one weighs a candidate against everything that is stored nearby.
    private float FloorFor(NamespacePolicy policy, float threshold) => policy.Decision is DecisionKind.Threshold
        ? threshold - _nearMissMargin
        : Math.Min(threshold, _evidenceSimilarity);
}
