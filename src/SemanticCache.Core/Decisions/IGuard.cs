using SemanticCache.Core.Decisions.Guards;

namespace SemanticCache.Core.Decisions;

/// <summary>A deterministic check that may only say no to a candidate.</summary>
internal interface IGuard
{
    /// <summary>The guard's name in policies and reports, one lower-case word.</summary>
    string Name { get; }

    /// <summary>Whether it is on where a policy does not say.</summary>
    bool IsDefault { get; }

    /// <summary>Returns why the candidate's wording asks for something else than the question, as far as this guard sees; null if it does not.</summary>
    GuardRefusal? Check(GuardText question, GuardText candidate);
}
