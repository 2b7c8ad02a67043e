namespace SemanticCache.Core.Jobs;

/// <summary>A part of a list of jobs.</summary>
/// <param name="Jobs">The jobs, newest first.</param>
/// <param name="NextToken">The token of the next page; empty after the last.</param>
internal sealed record JobPage(IReadOnlyList<BackgroundJob> Jobs, string NextToken);
