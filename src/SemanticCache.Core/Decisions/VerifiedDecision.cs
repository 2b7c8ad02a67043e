using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Core.Decisions.Signals;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions;

/// <summary>
/// Lets the verifier read the most similar candidates side by side and serves the one that is most probably right, if it is probable enough
/// and no candidate with another answer comes near it. Pinned ones that are probable enough are served before others.
/// </summary>
internal sealed class VerifiedDecision : IDecisionPolicy
{
    // A candidate with another answer that passes too must have odds this many times smaller, or both are doubtful.
    private const double ClearLead = 4;

    private readonly PairVerification _verification;
    private readonly CalibrationBook _calibrations;
    private readonly AnswerIdentity _answers;
    private readonly int _mostCandidates;

    public VerifiedDecision(PairVerification verification, CalibrationBook calibrations, AnswerIdentity answers, IOptions<DecisionOptions> options)
    {
        _verification = verification;
        _calibrations = calibrations;
        _answers = answers;
        _mostCandidates = options.Value.VerifiedCandidates;
    }

    /// <inheritdoc/>
    public DecisionKind Kind => DecisionKind.Verified;

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<CandidateVerdict>> JudgeAsync(DecisionInput input, CancellationToken cancellationToken) =>
        JudgeAsync(input, (_, calibrated) => Recalibrated(input.Policy, calibrated), cancellationToken);

    /// <summary>Returns the confidence that holds under a policy.</summary>
    public static float Recalibrated(NamespacePolicy policy, float calibrated) =>
        policy.Recalibration is { } recalibration ? (float)LogOdds.Probability(recalibration.Of(LogOdds.Of(calibrated))) : calibrated;

    /// <summary>Judges as <see cref="JudgeAsync(DecisionInput, CancellationToken)"/> does, on confidences that were learned.</summary>
    /// <param name="input">What is decided on.</param>
    /// <param name="learn">Makes the confidence of a candidate of the calibrated one.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async ValueTask<ImmutableArray<CandidateVerdict>> JudgeAsync(
        DecisionInput input, Func<Candidate, float, float> learn, CancellationToken cancellationToken)
    {
        ImmutableArray<int> servable = [.. Enumerable.Range(0, input.Candidates.Count).Where(rank => MayBeServed(input, rank))];
        if (servable.IsEmpty)
        {
            return [.. input.Candidates.Select((candidate, rank) => Unread(input, rank, DecisionReason.BelowThreshold))];
        }

        var readable = ReadableOf(input, servable);
        var plan = input.IsThorough || _calibrations.Current is not { } calibration ? null : PlanOf(input, servable, readable, calibration, learn);
        var read = await _verification.ReadAsync(input.Question, input.Candidates, new ReadPairs(input.Candidates.Count, readable), plan is null ? PairVerification.All : plan.Next, cancellationToken);
        return (read.Failure, read.IsComplete) switch
        {
            ({ } failure, _) => [.. input.Candidates.Select((candidate, rank) => Unread(input, rank, failure))],
            (null, false) => [.. input.Candidates.Select((candidate, rank) => Spared(input, rank, readable, read.Probabilities))],
            _ => Judge(input, readable, read.Probabilities, plan?.Signals, learn),
        };
    }

    // The most similar ones; and a pinned one behind them, which could not win what it does not take part in. It comes on top: what the others
    // say of it is worth as much as ever.
    private ImmutableArray<int> ReadableOf(DecisionInput input, ImmutableArray<int> servable)
    {
        ImmutableArray<int> nearest = [.. Enumerable.Range(0, Math.Min(_mostCandidates, input.Candidates.Count))];
        var pinned = servable.Where(rank => rank >= nearest.Length && input.Candidates[rank].Entry.IsPinned);
        return [.. nearest, .. pinned.Take(1)];
    }

    private ReadingPlan PlanOf(
        DecisionInput input, ImmutableArray<int> servable, ImmutableArray<int> readable, ConfidenceCalibration calibration, Func<Candidate, float, float> learn) => new(
        input,
        [.. servable.Where(readable.Contains)],
        readable,
        calibration,
        _answers,
        (rank, calibrated) => learn(input.Candidates[rank], calibrated));

    private static CandidateVerdict Spared(DecisionInput input, int rank, ImmutableArray<int> readable, ImmutableArray<float?> probabilities) => readable.Contains(rank)
        ? Unread(input, rank, DecisionReason.BelowConfidence) with { Probability = probabilities[rank] }
        : Unread(input, rank, DecisionReason.BudgetSpent);

    private ImmutableArray<CandidateVerdict> Judge(
        DecisionInput input, ImmutableArray<int> readable, ImmutableArray<float?> probabilities, SignalReader? known, Func<Candidate, float, float> learn)
    {
        var verified = input.Candidates.Select((candidate, rank) => new VerifiedCandidate(candidate, probabilities[rank])).ToArray();
        var confidences = ConfidencesOf(input, verified, known);
        CandidateVerdict[] verdicts = [.. verified.Select((candidate, rank) =>
            Verdict(input, rank, readable.Contains(rank), candidate.Probability, confidences[rank] is { } calibrated ? (calibrated, learn(candidate.Candidate, calibrated)) : null))];
        var passing = PinnedFirst.Among(verdicts.Where(verdict => verdict.Passed)).OrderByDescending(verdict => verdict.Confidence).ToArray();
        if (passing.Length == 0)
        {
            return [.. verdicts];
        }

        var lost = IsClear(passing) ? DecisionReason.None : DecisionReason.RivalTooClose;
        var served = lost is DecisionReason.None ? passing[0] : null;
        return [.. verdicts.Select(verdict => verdict.Passed && verdict != served ? verdict with { Reason = lost } : verdict)];
    }

    // Candidates that a guard refused or that are too far away are read too: what they say of the others is worth more than the time.
    private float?[] ConfidencesOf(DecisionInput input, VerifiedCandidate[] verified, SignalReader? known)
    {
        if (_calibrations.Current is not { } calibration)
        {
            return [.. verified.Select(candidate => candidate.Probability)];
        }

        var signals = known?.With(verified) ?? new SignalReader(input.Question, input.Vector, verified, input.Limit, _answers);
        return [.. verified.Select((candidate, rank) => candidate.Probability is null ? default(float?) : calibration.ConfidenceOf(signals.Read(rank)))];
    }

    private static CandidateVerdict Verdict(DecisionInput input, int rank, bool isReadable, float? probability, (float Calibrated, float Learnt)? confidence)
    {
        if (!MayBeServed(input, rank) || confidence is not { } known)
        {
            var unread = isReadable ? DecisionReason.VerifierUnavailable : DecisionReason.BudgetSpent;
            return Unread(input, rank, unread) with { Confidence = confidence?.Learnt, Probability = probability, Calibrated = confidence?.Calibrated };
        }

        var reason = known.Learnt >= input.Bars.Confidence ? DecisionReason.ConfidenceReached : DecisionReason.BelowConfidence;
        return new CandidateVerdict(input.Candidates[rank], reason, known.Learnt, probability, Calibrated: known.Calibrated);
    }

    private bool IsClear(CandidateVerdict[] passing)
    {
        var best = passing[0];
        var rival = passing.FirstOrDefault(other => !_answers.IsSame(other.Candidate.Entry, best.Candidate.Entry));
        return rival is null || LogOdds.Odds(best.Confidence!.Value) >= ClearLead * LogOdds.Odds(rival.Confidence!.Value);
    }

    private static bool MayBeServed(DecisionInput input, int rank) =>
        input.Refusals[rank] is null && input.Bars.IsSimilar(input.Candidates[rank]);

    private static CandidateVerdict Unread(DecisionInput input, int rank, DecisionReason otherwise)
    {
        var candidate = input.Candidates[rank];
        if (input.Refusals[rank] is { } refusal)
        {
            return new CandidateVerdict(candidate, DecisionReason.GuardRefused, Refusal: refusal);
        }

        return new CandidateVerdict(candidate, input.Bars.IsSimilar(candidate) ? otherwise : DecisionReason.BelowThreshold);
    }
}
