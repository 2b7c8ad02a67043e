namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>What somebody said of a logged decision.</summary>
/// <param name="IsRight">Whether the entry answers the question.</param>
/// <param name="By">Who said so.</param>
internal sealed record DecisionVerdict(bool IsRight, string By);
