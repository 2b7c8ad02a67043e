using System.Collections.Immutable;
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
    public ValueTask<PairReading> ReadAsync(string question, IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken) =>
        ReadAsync(question, candidates, new ReadPairs(candidates.Count), All, cancellationToken);

    /// <summary>The plan that has everything read that is not read yet.</summary>
    internal static ImmutableArray<int> All(ReadPairs pairs) => [.. pairs.Unread];

    /// <summary>Reads as <see cref="ReadAsync(string, IReadOnlyList{Candidate}, CancellationToken)"/> does, only what a plan asks for.</summary>
    /// <param name="question">The question.</param>
    /// <param name="candidates">The candidates.</param>
    /// <param name="pairs">What may be read of them; takes what the verifier says.</param>
    /// <param name="next">Names the ranks that are read next, side by side, after what is known; none ends the reading.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async ValueTask<PairReading> ReadAsync(
        string question, IReadOnlyList<Candidate> candidates, ReadPairs pairs, Func<ReadPairs, ImmutableArray<int>> next, CancellationToken cancellationToken)
    {
        if (_verifier is null)
        {
            return PairReading.Failed(DecisionReason.VerifierUnavailable);
        }

        using var deadline = new CancellationTokenSource(_mostTime, _time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            for (var ranks = next(pairs); !ranks.IsEmpty; ranks = next(pairs))
            {
                var reading = ranks.Select(rank => _verifier.VerifyAsync(question, candidates[rank].Question, budget.Token).AsTask()).ToArray();
                var results = await Task.WhenAll(reading).WaitAsync(budget.Token);
                budget.Token.ThrowIfCancellationRequested();
                if (results.Select(FailureOf).FirstOrDefault(failure => failure is not null) is { } reason)
                {
                    return PairReading.Failed(reason);
                }

                for (var i = 0; i < ranks.Length; i++)
                {
                    pairs.Note(ranks[i], ProbabilityOf(results[i]));
                }
            }

            return PairReading.Of(pairs);
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
