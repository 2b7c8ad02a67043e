using HdrHistogram;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Reporting;

/// <summary>What happened in a namespace since the service started; counts are exact under concurrency.</summary>
internal sealed class NamespaceSummary
{
    private const long LongestMicroseconds = 3_600_000_000;
    private const int SignificantDigits = 2;

    private readonly Lock _lock = new();
    private readonly long[] _outcomes = new long[Enum.GetValues<CacheOutcomeKind>().Length];
    private readonly LongHistogram _hits = new(LongestMicroseconds, SignificantDigits);
    private readonly LongHistogram _misses = new(LongestMicroseconds, SignificantDigits);
    private long _tokensSaved;
    private double _costSaved;
    private long _withheld;
    private long _goodFeedback;
    private long _badFeedback;

    /// <summary>Counts a finished request.</summary>
    public void RequestEnded(CacheOutcome outcome, TimeSpan elapsed, TokenPrices prices)
    {
        var microseconds = Math.Clamp((long)elapsed.TotalMicroseconds, 1, LongestMicroseconds);
        lock (_lock)
        {
            _outcomes[(int)outcome.Kind]++;
            _withheld += outcome.Withheld is null ? 0 : 1;
            if (outcome.Entry is { } entry)
            {
                _hits.RecordValue(microseconds);
                _tokensSaved += entry.Answer.Usage.InputTokens + entry.Answer.Usage.OutputTokens;
                _costSaved += prices.CostOf(entry.Answer.Usage);
            }
            else if (outcome.Kind is not CacheOutcomeKind.Error)
            {
                _misses.RecordValue(microseconds);
            }
        }
    }

    /// <summary>Counts a caller's feedback.</summary>
    public void FeedbackGiven(bool isGood)
    {
        lock (_lock)
        {
            _goodFeedback += isGood ? 1 : 0;
            _badFeedback += isGood ? 0 : 1;
        }
    }

    /// <summary>Returns the figures of this moment.</summary>
    public SummaryFigures Read()
    {
        lock (_lock)
        {
            return new SummaryFigures
            {
                Outcomes = Enum.GetValues<CacheOutcomeKind>().ToDictionary(kind => kind, kind => _outcomes[(int)kind]),
                HitLatency = Percentiles(_hits),
                MissLatency = Percentiles(_misses),
                TokensSaved = _tokensSaved,
                CostSaved = _costSaved,
                Withheld = _withheld,
                GoodFeedback = _goodFeedback,
                BadFeedback = _badFeedback,
            };
        }
    }

    private static LatencyPercentiles Percentiles(LongHistogram histogram) => histogram.TotalCount == 0
        ? default
        : new LatencyPercentiles(At(histogram, 50), At(histogram, 95), At(histogram, 99));

    private static TimeSpan At(LongHistogram histogram, double percentile) =>
        TimeSpan.FromMicroseconds(histogram.GetValueAtPercentile(percentile));
}
