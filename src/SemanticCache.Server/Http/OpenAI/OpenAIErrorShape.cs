namespace SemanticCache.Server.Http.OpenAI;

/// <summary>Errors in OpenAI's shape, for what serves several APIs.</summary>
internal sealed class OpenAIErrorShape : IErrorShape
{
    /// <summary>The shape.</summary>
    public static OpenAIErrorShape Instance { get; } = new();

    /// <inheritdoc/>
    public Task<bool> TryWriteAsync(HttpResponse response, Exception failure) => OpenAIErrors.TryWriteAsync(response, failure);

    /// <inheritdoc/>
    public Task WriteAsync(HttpResponse response, int status, string code, string message) => status < StatusCodes.Status500InternalServerError
        ? OpenAIErrors.WriteAsync(response, status, code, message, "invalid_request_error")
        : OpenAIErrors.WriteAsync(response, status, code, message);
}
