namespace SemanticCache.Server.Http;

/// <summary>How an API tells errors.</summary>
internal interface IErrorShape
{
    /// <summary>Answers a failure; false when it is none that the fronts expect.</summary>
    Task<bool> TryWriteAsync(HttpResponse response, Exception failure);

    /// <summary>Answers with an error.</summary>
    /// <param name="response">The response, not yet begun.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">What happened, in one lower-case word.</param>
    /// <param name="message">What happened, in words for the caller.</param>
    Task WriteAsync(HttpResponse response, int status, string code, string message);
}
