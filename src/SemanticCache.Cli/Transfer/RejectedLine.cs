namespace SemanticCache.Cli.Transfer;

/// <summary>A line that was not imported.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Reason">Why.</param>
internal sealed record RejectedLine(int Line, string Reason);
