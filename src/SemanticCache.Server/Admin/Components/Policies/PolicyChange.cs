namespace SemanticCache.Server.Admin.Components.Policies;

/// <summary>What becomes of a setting.</summary>
/// <param name="Field">The setting.</param>
/// <param name="Before">Its value as it is stored.</param>
/// <param name="After">Its value as it was edited.</param>
public sealed record PolicyChange(PolicyField Field, string Before, string After);
