namespace SemanticCache.Cli.Demo;

/// <summary>What a demo brought.</summary>
/// <param name="Figures">The stream's figures.</param>
/// <param name="LookAlikes">What became of the look-alikes.</param>
internal sealed record DemoRun(DemoFigures Figures, LookAlikeFigures LookAlikes);
