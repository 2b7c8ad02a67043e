using System.Collections.Frozen;
using System.Collections.Immutable;
using SemanticCache.Core.Decisions.Guards;
using SemanticCache.Core.Policies;

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

    /// <summary>Decides on the candidates.</summary>
    public async ValueTask<Decision> DecideAsync(DecisionInput input, CancellationToken cancellationToken)
    {
        if (input.Candidates.Count == 0)
        {
            return new Decision(DecisionReason.NoCandidate, input.Bars, []);
        }

        var guarded = input with { Refusals = RefusalsOf(input) };
        var verdicts = await _policies[input.Policy.Decision].JudgeAsync(guarded, cancellationToken);
        var decision = new Decision(DecisionReason.None, input.Bars, verdicts) { Input = input };
        return decision with { Reason = decision.Decisive!.Reason };
    }

    /// <summary>Returns the decision with every confidence known: the same, unless the verifier was spared candidates that could not be served.</summary>
    public ValueTask<Decision> CompleteAsync(Decision decision, CancellationToken cancellationToken) =>
        decision is { Input: { } input } && decision.Verdicts.Any(verdict => verdict is { Reason: DecisionReason.BelowConfidence, Confidence: null })
            ? DecideAsync(input with { IsThorough = true }, cancellationToken)
            : ValueTask.FromResult(decision);

    private ImmutableArray<GuardRefusal?> RefusalsOf(DecisionInput input)
    {
        var guards = _guards.Choose(input.Policy.Guards);
        if (guards.IsEmpty)
        {
            return [.. input.Candidates.Select(_ => default(GuardRefusal))];
        }

        // What is too far away to be served needs no guard.
        var question = new GuardText(input.Question);
        return [.. input.Candidates.Select(candidate =>
            input.Bars.IsSimilar(candidate) ? GuardRegistry.FirstRefusal(guards, question, new GuardText(candidate.Question)) : null)];
    }
}
