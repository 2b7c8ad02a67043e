using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Server.Http.Anthropic;

/// <summary>Errors in Anthropic's shape.</summary>
internal sealed class AnthropicErrorShape : IErrorShape
{
    private const string CallersMistake = "invalid_request_error";

    /// <summary>The shape.</summary>
    public static AnthropicErrorShape Instance { get; } = new();

    /// <inheritdoc/>
    public async Task<bool> TryWriteAsync(HttpResponse response, Exception failure)
    {
        switch (failure)
        {
            case UpstreamException upstream:
                await WriteAsync(response, upstream);
                return true;
            case RequestMistakeException mistake:
                await WriteAsync(response, StatusCodes.Status400BadRequest, CallersMistake, mistake.Message);
                return true;
            case UnknownNamespaceException:
                await WriteAsync(response, StatusCodes.Status404NotFound, "unknown_namespace", failure.Message);
                return true;
            case BadHttpRequestException bad:
                await WriteAsync(response, bad.StatusCode, "bad_request", bad.Message);
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public Task WriteAsync(HttpResponse response, int status, string code, string message)
    {
        response.StatusCode = status;
        response.ContentType = MediaTypeNames.Application.Json;
        return response.WriteAsync(Body(TypeOf(status), message));
    }

    /// <summary>Returns what an upstream's failure is told as: its own words where it sent an error in this shape.</summary>
    public static string Of(UpstreamException failure) =>
        IsError(failure.Body) ? failure.Body! : Body(TypeOf(StatusOf(failure)), failure.Message);

    private static Task WriteAsync(HttpResponse response, UpstreamException failure)
    {
        response.StatusCode = StatusOf(failure);
        response.ContentType = MediaTypeNames.Application.Json;
        if (failure.RetryAfter is { } retryAfter)
        {
            response.Headers.RetryAfter = retryAfter;
        }

        return response.WriteAsync(Of(failure));
    }

    private static int StatusOf(UpstreamException failure) => failure.StatusCode ?? failure.Failure switch
    {
        UpstreamFailure.TimedOut => StatusCodes.Status504GatewayTimeout,
        UpstreamFailure.RateLimited => StatusCodes.Status429TooManyRequests,
        UpstreamFailure.Rejected => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status502BadGateway,
    };

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "authentication_error",
        StatusCodes.Status403Forbidden => "permission_error",
        StatusCodes.Status404NotFound => "not_found_error",
        StatusCodes.Status413PayloadTooLarge => "request_too_large",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        StatusCodes.Status504GatewayTimeout => "timeout_error",
        529 => "overloaded_error",
        < StatusCodes.Status500InternalServerError => CallersMistake,
        _ => "api_error",
    };

    private static bool IsError(string? body)
    {
        if (body is null || !body.TrimStart().StartsWith('{'))
        {
            return false;
        }

        try
        {
            using var parsed = JsonDocument.Parse(body);
            return parsed.RootElement.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String && type.ValueEquals("error");
        }
        catch (JsonException)
        {
            // Not the provider's words but those of something between: a page of HTML, or a body cut short.
            return false;
        }
    }

    private static string Body(string type, string message) => new JsonObject
    {
        ["type"] = "error",
        ["error"] = new JsonObject { ["type"] = type, ["message"] = message },
    }.ToJsonString();
}
