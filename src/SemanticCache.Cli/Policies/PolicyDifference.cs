namespace SemanticCache.Cli.Policies;

/// <summary>A setting that two policies have not in common.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Left">Its value in the first namespace; null where it is not set.</param>
/// <param name="Right">Its value in the second one, or by default; null where it is not set.</param>
internal sealed record PolicyDifference(string Key, string? Left, string? Right);
