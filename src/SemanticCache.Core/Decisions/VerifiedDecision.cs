using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions;

/// <summary>Lets the verifier read the candidates above the threshold, best first, until one passes or the budget is spent.</summary>
internal sealed class VerifiedDecision : IDecisionPolicy
{
    private readonly IVerifier? _verifier;
    private readonly TimeProvider _time;
    private readonly int _mostCandidates;
    private readonly TimeSpan _mostTime;

    public VerifiedDecision(VerifierSlot slot, TimeProvider time, IOptions<DecisionOptions> options)
    {
        _verifier = slot.Verifier;
        _time = time;
        _mostCandidates = options.Value.VerifiedCandidates;
        _mostTime = options.Value.VerificationTime;
    }

    /// <inheritdoc/>
    public DecisionKind Kind => DecisionKind.Verified;

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<CandidateVerdict>> JudgeAsync(
        string question, IReadOnlyList<Candidate> candidates, DecisionBars bars, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_mostTime, _time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var verdicts = ImmutableArray.CreateBuilder<CandidateVerdict>(candidates.Count);
        var passed = false;
        for (var rank = 0; rank < candidates.Count; rank++)
        {
            var verdict = passed
                ? new CandidateVerdict(candidates[rank], DecisionReason.None)
                : await JudgeAsync(question, candidates[rank], rank, bars, budget.Token);
            cancellationToken.ThrowIfCancellationRequested();
            passed |= verdict.Passed;
            verdicts.Add(verdict);
        }

        return verdicts.MoveToImmutable();
    }

    private async ValueTask<CandidateVerdict> JudgeAsync(
        string question, Candidate candidate, int rank, DecisionBars bars, CancellationToken budget)
    {
        if (!bars.IsSimilar(candidate))
        {
            return new CandidateVerdict(candidate, DecisionReason.BelowThreshold);
        }

        if (_verifier is null)
        {
            return new CandidateVerdict(candidate, DecisionReason.VerifierUnavailable);
        }

        return rank >= _mostCandidates || budget.IsCancellationRequested
            ? new CandidateVerdict(candidate, DecisionReason.BudgetSpent)
            : await VerifyAsync(_verifier, question, candidate, bars, budget);
    }

    private static async ValueTask<CandidateVerdict> VerifyAsync(
        IVerifier verifier, string question, Candidate candidate, DecisionBars bars, CancellationToken budget)
    {
        try
        {
            var result = await verifier.VerifyAsync(question, candidate.Question, budget);
            if (budget.IsCancellationRequested)
            {
                return new CandidateVerdict(candidate, DecisionReason.BudgetSpent);
            }

            return result.Status is VerificationStatus.Verified
                ? new CandidateVerdict(candidate, Judge(result.Confidence, bars), result.Confidence)
                : new CandidateVerdict(candidate, DecisionReason.VerifierUnavailable);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            return new CandidateVerdict(candidate, DecisionReason.BudgetSpent);
        }
    }

    private static DecisionReason Judge(float confidence, DecisionBars bars) =>
        confidence >= bars.Confidence ? DecisionReason.ConfidenceReached : DecisionReason.BelowConfidence;
}
