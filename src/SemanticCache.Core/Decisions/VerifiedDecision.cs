using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Core.Decisions.Signals;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Decisions;

/// <summary>
/// Lets the verifier read the most similar candidates side by side and serves the one that is most probably right, if it is probable enough
/// and no candidate with another answer comes near it.
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
    public async ValueTask<ImmutableArray<CandidateVerdict>> JudgeAsync(DecisionInput input, CancellationToken cancellationToken)
    {
        if (!Enumerable.Range(0, input.Candidates.Count).Any(rank => MayBeServed(input, rank)))
        {
            return [.. input.Candidates.Select((candidate, rank) => Unread(input, rank, DecisionReason.BelowThreshold))];
        }

        var read = await _verification.ReadAsync(input.Question, [.. input.Candidates.Take(_mostCandidates)], cancellationToken);
        return read.Failure is { } failure
            ? [.. input.Candidates.Select((candidate, rank) => Unread(input, rank, failure))]
            : Judge(input, read.Probabilities);
    }

    private ImmutableArray<CandidateVerdict> Judge(DecisionInput input, ImmutableArray<float?> probabilities)
    {
        var verified = input.Candidates
            .Select((candidate, rank) => new VerifiedCandidate(candidate, rank < probabilities.Length ? probabilities[rank] : null)).ToArray();
        var confidences = ConfidencesOf(input, verified);
        var verdicts = verified.Select((candidate, rank) => Verdict(input, rank, candidate, confidences[rank])).ToArray();
        var passing = verdicts.Where(verdict => verdict.Passed).OrderByDescending(verdict => verdict.Confidence).ToArray();
        if (passing.Length < 2)
        {
            return [.. verdicts];
        }

        var lost = IsClear(passing) ? DecisionReason.None : DecisionReason.RivalTooClose;
        var served = lost is DecisionReason.None ? passing[0] : null;
        return [.. verdicts.Select(verdict => verdict.Passed && verdict != served ? verdict with { Reason = lost } : verdict)];
    }

    // Candidates that a guard refused or that are too far away are read too: what they say of the others is worth more than the time.
    private float?[] ConfidencesOf(DecisionInput input, VerifiedCandidate[] verified)
    {
        if (_calibrations.Current is not { } calibration)
        {
            return [.. verified.Select(candidate => candidate.Probability)];
        }

        var signals = new SignalReader(input.Question, input.Vector, verified, input.Limit, _answers);
        return [.. verified.Select((candidate, rank) => candidate.Probability is null ? default(float?) : calibration.ConfidenceOf(signals.Read(rank)))];
    }

    private CandidateVerdict Verdict(DecisionInput input, int rank, VerifiedCandidate verified, float? confidence)
    {
        if (!MayBeServed(input, rank) || confidence is null)
        {
            var unread = rank < _mostCandidates ? DecisionReason.VerifierUnavailable : DecisionReason.BudgetSpent;
            return Unread(input, rank, unread) with { Confidence = confidence, Probability = verified.Probability };
        }

        var reason = confidence >= input.Bars.Confidence ? DecisionReason.ConfidenceReached : DecisionReason.BelowConfidence;
        return new CandidateVerdict(input.Candidates[rank], reason, confidence, verified.Probability);
    }

    private bool IsClear(CandidateVerdict[] passing)
    {
        var best = passing[0];
        var rival = passing.FirstOrDefault(other => !_answers.IsSame(other.Candidate.Entry, best.Candidate.Entry));
        return rival is null || OddsOf(best) >= ClearLead * OddsOf(rival);
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

    private static double OddsOf(CandidateVerdict verdict) => verdict.Confidence!.Value / (1 - Math.Min(verdict.Confidence.Value, 0.9999));
}
