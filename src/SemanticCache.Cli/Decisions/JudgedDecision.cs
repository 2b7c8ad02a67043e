namespace SemanticCache.Cli.Decisions;

/// <summary>A decision that somebody has judged.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Verdict"><c>good</c> or <c>bad</c>.</param>
internal sealed record JudgedDecision(string Id, string Verdict);
