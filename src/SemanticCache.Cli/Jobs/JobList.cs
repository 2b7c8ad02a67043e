namespace SemanticCache.Cli.Jobs;

/// <summary>The jobs in a namespace.</summary>
/// <param name="Items">The jobs, newest first.</param>
internal sealed record JobList(IReadOnlyList<JobResult> Items);
