using SemanticCache.Core.Decisions;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Exact;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Pipeline;

/// <summary>The stages that look an answer up.</summary>
internal sealed class LookupStages
{
    private readonly DecisionDefaults _defaults;

    public LookupStages(
        ExactTier exact, EmbeddingStage embedding, SearchStage search, DecisionStage decisions, DecisionDefaults defaults)
    {
        Exact = exact;
        Embedding = embedding;
        Search = search;
        Decisions = decisions;
        _defaults = defaults;
    }

    /// <summary>The exact tier.</summary>
    public ExactTier Exact { get; }

    /// <summary>The embedding.</summary>
    public EmbeddingStage Embedding { get; }

    /// <summary>The search.</summary>
    public SearchStage Search { get; }

    /// <summary>The decisions.</summary>
    public DecisionStage Decisions { get; }

    /// <summary>Returns the bars that candidates for a request must reach under a policy.</summary>
    public DecisionBars BarsFor(NamespacePolicy policy, RequestControls controls) =>
        DecisionBars.For(policy, controls, _defaults);
}
