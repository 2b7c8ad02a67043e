namespace SemanticCache.Cli.Namespaces;

/// <summary>A namespace that is no more.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Deleted">Always true.</param>
internal sealed record DeletedNamespace(string Name, bool Deleted);
