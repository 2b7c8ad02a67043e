namespace SemanticCache.Core.Pipeline;

/// <summary>A request names a namespace that does not exist.</summary>
public sealed class UnknownNamespaceException : Exception
{
    /// <summary>Creates the exception for the name.</summary>
    public UnknownNamespaceException(string name)
        : base($"There is no namespace '{name}'. Create it with AdminService.CreateNamespace, or set Namespaces:AutoCreate.")
    {
    }
}
