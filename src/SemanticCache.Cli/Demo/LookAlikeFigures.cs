namespace SemanticCache.Cli.Demo;

/// <summary>What became of look-alikes: questions for which a stored answer would be wrong.</summary>
/// <param name="Asked">How many were looked up.</param>
/// <param name="Accepted">How many were served the wrong answer.</param>
/// <param name="Sample">The refused one that looked most like a stored question, or null.</param>
internal sealed record LookAlikeFigures(int Asked, int Accepted, RefusedLookAlike? Sample);
