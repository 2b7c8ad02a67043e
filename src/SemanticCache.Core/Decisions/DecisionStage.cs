using System.Collections.Frozen;
using System.Collections.Immutable;
using SemanticCache.Core.Decisions.Guards;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions;

/// <summary>Decides which candidate is served, if any: guards first, then the policy's way of deciding.</summary>
internal sealed class DecisionStage
{
    private readonly GuardRegistry _guards;
    private readonly FrozenDictionary<DecisionKind, IDecisionPolicy> _policies;

    public DecisionStage(GuardRegistry guards, IEnumerable<IDecisionPolicy> policies)
    {
        _guards = guards;
        _policies = policies.ToFrozenDictionary(policy => policy.Kind);
    }

    /// <summary>Decides on the candidates, which come most similar first.</summary>
    public async ValueTask<Decision> DecideAsync(
        ScopedRequest request, IReadOnlyList<Candidate> candidates, DecisionBars bars, CancellationToken cancellationToken)
    {
        if (candidates.Count == 0)
        {
            return new Decision(DecisionReason.NoCandidate, bars, []);
        }

        var refused = RefuseByGuards(request, candidates);
        var open = candidates.Where((_, rank) => refused[rank] is null).ToArray();
        var judged = await _policies[request.Policy.Decision].JudgeAsync(request.Question, open, bars, cancellationToken);
        var verdicts = Merge(refused, judged);
        return new Decision((verdicts.FirstOrDefault(verdict => verdict.Passed) ?? verdicts[0]).Reason, bars, verdicts);
    }

    private CandidateVerdict?[] RefuseByGuards(ScopedRequest request, IReadOnlyList<Candidate> candidates)
    {
        var refused = new CandidateVerdict?[candidates.Count];
        var guards = _guards.Choose(request.Policy.Guards);
        if (guards.IsEmpty)
        {
            return refused;
        }

        var question = new GuardText(request.Question);
        for (var rank = 0; rank < refused.Length; rank++)
        {
            if (Check(guards, question, new GuardText(candidates[rank].Question)) is { } refusal)
            {
                refused[rank] = new CandidateVerdict(candidates[rank], DecisionReason.GuardRefused, Refusal: refusal);
            }
        }

        return refused;
    }

    private static GuardRefusal? Check(ImmutableArray<IGuard> guards, GuardText question, GuardText candidate)
    {
        foreach (var guard in guards)
        {
            if (guard.Check(question, candidate) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static ImmutableArray<CandidateVerdict> Merge(CandidateVerdict?[] refused, ImmutableArray<CandidateVerdict> judged)
    {
        var next = 0;
        return [.. refused.Select(verdict => verdict ?? judged[next++])];
    }
}
