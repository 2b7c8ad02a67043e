namespace SemanticCache.Core.Policies;

/// <summary>A namespace as stored: its name, its policy and when both changed.</summary>
/// <param name="Name">The name.</param>
/// <param name="Policy">The settings.</param>
/// <param name="CreatedAt">When the namespace was created.</param>
/// <param name="UpdatedAt">When the policy last changed.</param>
/// <param name="Version">Counts the changes from 1; an update names the version it read.</param>
public sealed record CacheNamespace(
    string Name, NamespacePolicy Policy, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, long Version);
