using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Server.Http.OpenAI;

/// <summary>Tells errors in OpenAI's shape.</summary>
internal static class OpenAIErrors
{
    private const string CallersMistake = "invalid_request_error";
    private const string ServersFault = "server_error";

    /// <summary>Answers a failure; false when it is none that the front expects.</summary>
    public static async Task<bool> TryWriteAsync(HttpResponse response, Exception failure)
    {
        switch (failure)
        {
            case UpstreamException upstream:
                await WriteAsync(response, upstream);
                return true;
            case RequestMistakeException mistake:
                await WriteAsync(response, StatusCodes.Status400BadRequest, "invalid_value", mistake.Message, CallersMistake, mistake.Field);
                return true;
            case UnknownNamespaceException:
                await WriteAsync(response, StatusCodes.Status404NotFound, "unknown_namespace", failure.Message, CallersMistake, CacheHeaders.Namespace);
                return true;
            case BadHttpRequestException bad:
                await WriteAsync(response, bad.StatusCode, "bad_request", bad.Message, CallersMistake);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Answers with an error.</summary>
    public static Task WriteAsync(HttpResponse response, int status, string code, string message, string type = ServersFault, string? parameter = null)
    {
        response.StatusCode = status;
        response.ContentType = MediaTypeNames.Application.Json;
        return response.WriteAsync(Body(type, code, message, parameter));
    }

    /// <summary>Returns what an upstream's failure is told as: its own words where it sent an error in this shape.</summary>
    public static string Of(UpstreamException failure) =>
        IsError(failure.Body) ? failure.Body! : Body(TypeOf(failure), CodeOf(failure), failure.Message, parameter: null);

    /// <summary>Returns the word for an upstream's failure.</summary>
    public static string CodeOf(UpstreamException failure) => "upstream_" + Core.Reporting.WireName.Of(failure.Failure);

    private static Task WriteAsync(HttpResponse response, UpstreamException failure)
    {
        response.StatusCode = failure.StatusCode ?? (failure.Failure is UpstreamFailure.TimedOut ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status502BadGateway);
        response.ContentType = MediaTypeNames.Application.Json;
        if (failure.RetryAfter is { } retryAfter)
        {
            response.Headers.RetryAfter = retryAfter;
        }

        return response.WriteAsync(Of(failure));
    }

    private static string TypeOf(UpstreamException failure) => failure.Failure switch
    {
        UpstreamFailure.Rejected => CallersMistake,
        UpstreamFailure.RateLimited => "rate_limit_error",
        _ => ServersFault,
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
            return parsed.RootElement.TryGetProperty("error", out _);
        }
        catch (JsonException)
        {
            // Not the provider's words but those of something between: a page of HTML, or a body cut short.
            return false;
        }
    }

    private static string Body(string type, string code, string message, string? parameter) => new JsonObject
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = parameter, ["code"] = code },
    }.ToJsonString();
}
