using SemanticCache.Core.Decisions;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>The figures of one namespace over a span of time; rollups add up. Not for several threads at once.</summary>
internal sealed class Rollup
{
    private readonly long[] _outcomes = new long[Enum.GetValues<CacheOutcomeKind>().Length];

    /// <summary>Requests by why they ended so.</summary>
    public CountsByName Reasons { get; } = new();

    /// <summary>Candidates that guards refused, by guard.</summary>
    public CountsByName GuardRefusals { get; } = new();

    /// <summary>How long hits took.</summary>
    public LatencyHistogram Hits { get; } = new();

    /// <summary>How long all else took that did not fail.</summary>
    public LatencyHistogram Misses { get; } = new();

    /// <summary>How long the first part of hits took.</summary>
    public LatencyHistogram FirstOfHits { get; } = new();

    /// <summary>How long the first part of all else took.</summary>
    public LatencyHistogram FirstOfMisses { get; } = new();

    /// <summary>How similar the candidates were that the semantic tier served.</summary>
    public SimilarityHistogram Served { get; } = new();

    /// <summary>How similar the decisive candidates were that it refused.</summary>
    public SimilarityHistogram Refused { get; } = new();

    /// <summary>The plain sums.</summary>
    public RollupSums Sums { get; private set; }

    /// <summary>How many requests there were.</summary>
    public long Requests => _outcomes.Sum();

    /// <summary>How many requests did not fail.</summary>
    public long Answered => Requests - Of(CacheOutcomeKind.Error);

    /// <summary>How many requests the cache served.</summary>
    public long HitCount => Of(CacheOutcomeKind.ExactHit) + Of(CacheOutcomeKind.SemanticHit) + Of(CacheOutcomeKind.StaleHit);

    /// <summary>Hits over requests that did not fail, in [0, 1].</summary>
    public double HitRate => Answered == 0 ? 0 : (double)HitCount / Answered;

    /// <summary>Returns how many requests ended so.</summary>
    public long Of(CacheOutcomeKind outcome) => _outcomes[(int)outcome];

    /// <summary>Counts a request.</summary>
    public void Add(in FinishedRequest request)
    {
        var outcome = request.Outcome;
        Add(outcome.Kind, 1);
        Reasons.Add(outcome.Reason, 1);
        if (outcome.Entry is { } entry)
        {
            Hits.Add(request.Elapsed);
            Add(FirstOfHits, request.FirstPart);
            var usage = entry.Answer.Usage;
            Add(new RollupSums { TokensSaved = usage.InputTokens + usage.OutputTokens, CostSaved = request.Prices.CostOf(usage) });
        }
        else if (outcome.Kind is not CacheOutcomeKind.Error)
        {
            Misses.Add(request.Elapsed);
            Add(FirstOfMisses, request.FirstPart);
            Add(new RollupSums
            {
                TokensSpent = request.Spent.InputTokens + request.Spent.OutputTokens,
                CostSpent = request.Prices.CostOf(request.Spent),
                Withheld = outcome.Withheld is null ? 0 : 1,
            });
        }

        if (outcome.Decision is { } decision)
        {
            Add(decision);
        }

        if (request.Unlogged > 0)
        {
            Add(new RollupSums { Unlogged = request.Unlogged });
        }
    }

    /// <summary>Counts requests that ended in one way.</summary>
    public void Add(CacheOutcomeKind outcome, long count) => _outcomes[(int)outcome] += count;

    /// <summary>Adds to the plain sums.</summary>
    public void Add(RollupSums sums) => Sums += sums;

    /// <summary>Adds another rollup.</summary>
    public void Add(Rollup other)
    {
        for (var outcome = 0; outcome < _outcomes.Length; outcome++)
        {
            _outcomes[outcome] += other._outcomes[outcome];
        }

        Reasons.Add(other.Reasons);
        GuardRefusals.Add(other.GuardRefusals);
        Hits.Add(other.Hits);
        Misses.Add(other.Misses);
        FirstOfHits.Add(other.FirstOfHits);
        FirstOfMisses.Add(other.FirstOfMisses);
        Served.Add(other.Served);
        Refused.Add(other.Refused);
        Sums += other.Sums;
    }

    private void Add(Decision decision)
    {
        if (decision.Served is { } served)
        {
            Served.Add(served.Candidate.Similarity);
        }
        else if (decision.Decisive is { } refused)
        {
            Refused.Add(refused.Candidate.Similarity);
        }

        foreach (var verdict in decision.Verdicts)
        {
            if (verdict.Refusal is { } refusal)
            {
                GuardRefusals.Add(refusal.Guard, 1);
            }
        }
    }

    private static void Add(LatencyHistogram histogram, TimeSpan? time)
    {
        if (time is { } measured)
        {
            histogram.Add(measured);
        }
    }
}
