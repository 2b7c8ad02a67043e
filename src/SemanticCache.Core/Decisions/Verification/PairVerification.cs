using Microsoft.Extensions.Options;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions.Verification;

/// <summary>Lets the verifier read a question with its candidates, side by side and within a budget of time.</summary>
internal sealed class PairVerification
{
    private readonly VerifierGate? _gate;
    private readonly TimeProvider _time;
    private readonly TimeSpan _mostTime;

    /// <param name="gate">The verifier; null without one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">The budget.</param>
    public PairVerification(VerifierGate? gate, TimeProvider time, IOptions<DecisionOptions> options)
    {
        _gate = gate;
        _time = time;
        _mostTime = options.Value.VerificationTime;
    }

    /// <summary>
    /// Returns the verifier's probability of each candidate. One late or failed pair fails all: what it would have said of the others is unknown.
    /// </summary>
    public async ValueTask<PairReading> ReadAsync(string question, IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        if (_gate is null)
        {
            return PairReading.Failed(DecisionReason.VerifierUnavailable);
        }

        using var deadline = new CancellationTokenSource(_mostTime, _time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var pairs = candidates.Select(candidate => _gate.VerifyAsync(question, candidate.Question, cancellationToken, budget.Token).AsTask()).ToArray();
            var results = await Task.WhenAll(pairs).WaitAsync(budget.Token);
            return results.Any(result => result.Status is VerificationStatus.Overloaded or VerificationStatus.Unavailable)
                ? PairReading.Failed(DecisionReason.VerifierUnavailable)
                : new PairReading([.. results.Select(ProbabilityOf)], null);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return PairReading.Failed(DecisionReason.BudgetSpent);
        }
    }

    private static float? ProbabilityOf(VerificationResult result) =>
        result.Status is VerificationStatus.Verified ? result.Confidence : null;
}
