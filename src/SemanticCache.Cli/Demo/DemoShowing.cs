using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Demo;

/// <summary>How a demo shows its result.</summary>
/// <param name="Results">Writes the result.</param>
/// <param name="PerDomain">Whether each namespace is shown, too.</param>
/// <param name="Exit">Whether it ends then.</param>
internal sealed record DemoShowing(ResultWriter Results, bool PerDomain, bool Exit);
