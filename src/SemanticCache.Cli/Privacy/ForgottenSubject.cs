namespace SemanticCache.Cli.Privacy;

/// <summary>A person was forgotten.</summary>
/// <param name="Deleted">How many entries were deleted.</param>
internal sealed record ForgottenSubject(long Deleted);
