using SemanticCache.Core.Decisions;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Tests.Decisions;

/// <summary>What decisions are made on, for the question "asked".</summary>
internal static class Inputs
{
    public static DecisionInput Of(IReadOnlyList<Candidate> candidates, NamespacePolicy policy, DecisionBars bars) => new()
    {
        Question = "asked",
        Vector = ReadOnlyMemory<float>.Empty,
        Candidates = candidates,
        Limit = 8,
        Policy = policy,
        Bars = bars,
        Refusals = [.. candidates.Select(_ => default(GuardRefusal))],
    };
}
