using System.Collections.Frozen;
using System.Collections.Immutable;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions;

/// <summary>Decides which candidate is served, if any: guards first, then the policy's way of deciding.</summary>
internal sealed class DecisionStage
{
    private readonly ImmutableArray<IGuard> _guards;
    private readonly FrozenDictionary<DecisionKind, IDecisionPolicy> _policies;

    public DecisionStage(IEnumerable<IGuard> guards, IEnumerable<IDecisionPolicy> policies)
    {
        _guards = [.. guards];
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

        var refused = candidates.Select(candidate => RefuseByGuard(request.Question, candidate)).ToArray();
        var open = candidates.Where((_, rank) => refused[rank] is null).ToArray();
        var judged = await _policies[request.Policy.Decision].JudgeAsync(request.Question, open, bars, cancellationToken);
        var verdicts = Merge(refused, judged);
        return new Decision((verdicts.FirstOrDefault(verdict => verdict.Passed) ?? verdicts[0]).Reason, bars, verdicts);
    }

    private CandidateVerdict? RefuseByGuard(string question, Candidate candidate)
    {
        foreach (var guard in _guards)
        {
            if (guard.Refuses(question, candidate.Question))
            {
                return new CandidateVerdict(candidate, DecisionReason.GuardRefused, Guard: guard.Name);
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
