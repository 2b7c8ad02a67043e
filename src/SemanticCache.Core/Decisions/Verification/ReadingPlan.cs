using System.Collections.Immutable;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Core.Decisions.Signals;
using SemanticCache.Core.Learning;

namespace SemanticCache.Core.Decisions.Verification;

/// <summary>
/// Names the pairs that the verifier must read for a decision, and no more: a candidate counts only while some verdict of the verifier
/// could still lift its confidence to the bar.
/// </summary>
/// <remarks>What it spares changes no decision. The verifier is by far the dearest part of one, and most misses need little of it.</remarks>
internal sealed class ReadingPlan
{
    // A candidate that could be this much surer than it must be is probably served: reading all at once is then faster than in turn.
    private const double ProbableOdds = 2;

    // Sums of the same numbers in another order.
    private const float Rounding = 1e-5f;

    private static readonly float[] OpenProbabilities = [0, 1];

    private readonly DecisionBars _bars;
    private readonly ImmutableArray<int> _servable;
    private readonly Func<int, float, float> _learn;
    private readonly ConfidenceCalibration _calibration;
    private readonly SignalReader _reader;
    private readonly ImmutableArray<(CandidateSignals Some, CandidateSignals Others)> _extremes;

    /// <param name="input">What is decided on.</param>
    /// <param name="servable">The ranks that may be served, among those that may be read.</param>
    /// <param name="readable">The ranks that the verifier may read.</param>
    /// <param name="calibration">Makes confidences of what the verifier says.</param>
    /// <param name="answers">Tells which candidates have the same answer.</param>
    /// <param name="learn">Makes the confidence of the candidate of a rank of the calibrated one; rises with it.</param>
    public ReadingPlan(
        DecisionInput input, ImmutableArray<int> servable, ImmutableArray<int> readable, ConfidenceCalibration calibration, AnswerIdentity answers, Func<int, float, float> learn)
    {
        _bars = input.Bars;
        _servable = servable;
        _learn = learn;
        _calibration = calibration;
        var assumed = input.Candidates.Select((candidate, rank) => new VerifiedCandidate(candidate, readable.Contains(rank) ? 0.5f : null));
        _reader = new SignalReader(input.Question, input.Vector, [.. assumed], input.Limit, answers);
        _extremes = [.. servable.Select(rank => (_reader.Read(rank), _reader.Read(rank)))];
    }

    /// <summary>The signals, as if every pair could be read.</summary>
    public SignalReader Signals => _reader;

    /// <summary>Names the ranks to read next, after what is known.</summary>
    public ImmutableArray<int> Next(ReadPairs pairs)
    {
        ImmutableArray<int> unread = [.. pairs.Unread];

        // Of an unreadable pair the plan has assumed too much.
        if (unread.IsEmpty || pairs.HasUnreadable)
        {
            return unread;
        }

        var reaches = _servable.Select((rank, i) => (Rank: rank, Confidence: ReachOf(i, pairs))).Where(reach => reach.Confidence >= _bars.Confidence - Rounding).ToArray();
        if (reaches.Length == 0)
        {
            return [];
        }

        var (first, confidence) = reaches.MaxBy(reach => reach.Confidence);
        return !unread.Contains(first) || LogOdds.Odds(confidence) >= ProbableOdds * LogOdds.Odds(_bars.Confidence) ? unread : [first];
    }

    private float ReachOf(int index, ReadPairs pairs)
    {
        var rank = _servable[index];
        var (some, others) = _extremes[index];
        var (need, rivals) = (double.NegativeInfinity, double.NegativeInfinity);
        Span<double?> logits = stackalloc double?[_reader.Count];
        foreach (var own in pairs.Probabilities[rank] is { } known ? [known] : OpenProbabilities)
        {
            Fill(logits, pairs, open: 0);
            logits[rank] = VerifiedCandidate.LogitOf(own);
            _reader.ReadVerifier(some, rank, logits);
            Fill(logits, pairs, open: 1);
            logits[rank] = VerifiedCandidate.LogitOf(own);
            _reader.ReadVerifier(others, rank, logits);

            // What suits one model best may suit the other worst, so each has its own best case.
            need = Math.Max(need, _calibration.Need.HighestScore(some.Values, others.Values));
            rivals = Math.Max(rivals, _calibration.Rivals.HighestScore(some.Values, others.Values));
        }

        return _learn(rank, (float)_calibration.Curve.At(Math.Min(need, rivals)));
    }

    private static void Fill(Span<double?> logits, ReadPairs pairs, float open)
    {
        logits.Clear();
        foreach (var rank in pairs.Readable)
        {
            logits[rank] = VerifiedCandidate.LogitOf(pairs.Probabilities[rank] ?? open);
        }
    }
}
