using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions.Guards;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Merging;

/// <summary>Tells whether two entries answer the same need: no guard objects, the answers agree, and the verifier does not hold the questions for different.</summary>
internal sealed class PairComparison
{
    // As for fresh answers: where the verifier is surer of the opposite, answers that agree are more likely alike by chance.
    private const float GreyZone = 0.2f;

    private static readonly TimeSpan LongestComparison = TimeSpan.FromSeconds(5);

    private readonly GuardRegistry _guards;
    private readonly AnswerComparer _answers;
    private readonly PairVerification _verification;
    private readonly TimeProvider _time;

    public PairComparison(GuardRegistry guards, AnswerComparer answers, PairVerification verification, TimeProvider time)
    {
        _guards = guards;
        _answers = answers;
        _verification = verification;
        _time = time;
    }

    /// <summary>Compares an entry with a neighbour, by the wording that was found of it; the verifier, which requests wait for too, comes last. A broken model throws.</summary>
    public async ValueTask<PairFinding> CompareAsync(
        CacheEntry entry, Candidate neighbour, NamespacePolicy policy, CancellationToken cancellationToken)
    {
        if (IsRefused(entry.Question, neighbour.Question, policy))
        {
            return new PairFinding(PairVerdict.GuardRefused);
        }

        var agreement = await CompareAnswersAsync(entry.Answer, neighbour.Entry.Answer, cancellationToken);
        if (agreement.Kind is not AgreementKind.Agrees)
        {
            var verdict = agreement.Kind is AgreementKind.Disagrees ? PairVerdict.AnswersDisagree : PairVerdict.AnswersUnsure;
            return new PairFinding(verdict, Agreement: agreement.Reason);
        }

        var read = await _verification.ReadAsync(entry.Question, [neighbour], cancellationToken);
        if (read.Failure is not null)
        {
            return new PairFinding(PairVerdict.NotVerified, Agreement: agreement.Reason);
        }

        var probability = read.Probabilities[0] ?? 0;
        return new PairFinding(probability >= GreyZone ? PairVerdict.Duplicates : PairVerdict.QuestionsDiffer, probability, agreement.Reason);
    }

    // Either entry may be the one that stays, so either question may come to be answered for the other.
    private bool IsRefused(string question, string other, NamespacePolicy policy)
    {
        var guards = _guards.Choose(policy.Guards);
        var (one, another) = (new GuardText(question), new GuardText(other));
        return GuardRegistry.FirstRefusal(guards, one, another) is not null || GuardRegistry.FirstRefusal(guards, another, one) is not null;
    }

    private async Task<AgreementVerdict> CompareAnswersAsync(Answer one, Answer another, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(LongestComparison, _time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);

        // A model that ignores its token is left behind.
        return await _answers.CompareAsync(one, another, budget.Token).AsTask().WaitAsync(budget.Token);
    }
}
