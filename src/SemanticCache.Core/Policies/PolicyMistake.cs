namespace SemanticCache.Core.Policies;

/// <summary>One setting of a policy that cannot be.</summary>
/// <param name="Field">The setting, in the wire's spelling.</param>
/// <param name="Description">What is wrong and which values are right.</param>
internal sealed record PolicyMistake(string Field, string Description);
