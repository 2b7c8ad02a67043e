namespace SemanticCache.Server.Grpc;

/// <summary>The size of pages: over-large wishes are cut, as callers expect of lists.</summary>
internal static class PageSize
{
    private const int Default = 100;
    private const int Largest = 1000;

    /// <summary>Reads a wished size.</summary>
    public static int Read(int wished) => wished switch
    {
        < 0 => throw GrpcErrors.Invalid("page_size", "must not be negative"),
        0 => Default,
        _ => Math.Min(wished, Largest),
    };
}
