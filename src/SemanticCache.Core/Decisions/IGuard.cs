using SemanticCache.Core.Decisions.Guards;

namespace SemanticCache.Core.Decisions;

/// <summary>A cheap, deterministic check that compares two questions and may only say no.</summary>
internal interface IGuard
{
    /// <summary>The guard's name in policies and reports.</summary>
    string Name { get; }

    /// <summary>Whether the guard runs where a policy does not choose guards.</summary>
    bool IsDefault { get; }

    /// <summary>Returns why the candidate's question asks for something else than the question, or null when this guard sees no reason.</summary>
    GuardRefusal? Check(GuardText question, GuardText candidate);
}
