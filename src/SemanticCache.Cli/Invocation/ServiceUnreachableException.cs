namespace SemanticCache.Cli.Invocation;

/// <summary>The service could not be reached.</summary>
internal sealed class ServiceUnreachableException : Exception
{
    public ServiceUnreachableException(Uri address, Exception cause)
        : base($"Cannot reach {address.GetLeftPart(UriPartial.Authority)}. Is the service running, and is this its gRPC address? Start it: semcache serve", cause)
    {
    }
}
