namespace SemanticCache.Cli.Namespaces;

/// <summary>All namespaces.</summary>
/// <param name="Items">The namespaces, ordered by name.</param>
internal sealed record NamespaceList(IReadOnlyList<NamespaceResult> Items);
