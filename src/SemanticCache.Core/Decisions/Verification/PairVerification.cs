using Microsoft.Extensions.Options;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions.Verification;

/// <summary>Lets the verifier read a question with its candidates, side by side and within a budget of time.</summary>
internal sealed class PairVerification
{
    private readonly IVerifier? _verifier;
    private readonly TimeProvider _time;
    private readonly TimeSpan _mostTime;

    public PairVerification(VerifierSlot slot, TimeProvider time, IOptions<DecisionOptions> options)
    {
        _verifier = slot.Verifier;
        _time = time;
        _mostTime = options.Value.VerificationTime;
    }

    /// <summary>
    /// Returns the verifier's probability of each candidate. One late or failed pair fails all: what it would have said of the others is unknown.
    /// </summary>
    public async ValueTask<PairReading> ReadAsync(string question, IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        if (_verifier is null)
        {
            return PairReading.Failed(DecisionReason.VerifierUnavailable);
        }

        using var deadline = new CancellationTokenSource(_mostTime, _time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var pairs = candidates.Select(candidate => _verifier.VerifyAsync(question, candidate.Question, budget.Token).AsTask()).ToArray();
            var results = await Task.WhenAll(pairs).WaitAsync(budget.Token);
            budget.Token.ThrowIfCancellationRequested();
            return results.Select(FailureOf).FirstOrDefault(failure => failure is not null) is { } reason
                ? PairReading.Failed(reason)
                : new PairReading([.. results.Select(ProbabilityOf)], null);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return PairReading.Failed(DecisionReason.BudgetSpent);
        }
    }

    private static DecisionReason? FailureOf(VerificationResult result) => result.Status switch
    {
        VerificationStatus.TimedOut => DecisionReason.BudgetSpent,
        VerificationStatus.Overloaded or VerificationStatus.Unavailable => DecisionReason.VerifierUnavailable,
        _ => null,
    };

    private static float? ProbabilityOf(VerificationResult result) =>
        result.Status is VerificationStatus.Verified ? result.Confidence : null;
}
