using System.Net.Mime;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using SemanticCache.Server.Grpc;
using SemanticCache.Server.Http;
using SemanticCache.Server.Rest;
using HttpResponse = Microsoft.AspNetCore.Http.HttpResponse;

namespace SemanticCache.Server.Access;

/// <summary>Refuses a request before it reaches its front, in the shape in which that front tells errors.</summary>
internal static class Refusal
{
    private const string GrpcContentType = "application/grpc";

    /// <summary>Writes a refusal.</summary>
    /// <param name="context">The request.</param>
    /// <param name="code">The canonical code.</param>
    /// <param name="reason">Why, for programs, in capitals.</param>
    /// <param name="message">Why, for people.</param>
    public static Task WriteAsync(HttpContext context, Code code, string reason, string message)
    {
        var error = GrpcErrors.Create(code, reason, message);
        if (context.Request.ContentType?.StartsWith(GrpcContentType, StringComparison.Ordinal) is true)
        {
            WriteGrpc(context.Response, error);
            return Task.CompletedTask;
        }

        var status = StatusOf(code);
        if (context.Request.Path.StartsWithSegments(RestEndpoints.Root))
        {
            return RestErrors.WriteAsync(context.Response, status, error);
        }

        return context.Request.Path.StartsWithSegments(HttpFronts.Root)
            ? HttpFronts.ErrorsFor(context).WriteAsync(context.Response, status, reason.ToLowerInvariant(), message)
            : WriteTextAsync(context.Response, status, message);
    }

    // A response without a body, whose headers are the trailers.
    private static void WriteGrpc(HttpResponse response, RpcException error)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = GrpcContentType;
        response.Headers["grpc-status"] = ((int)error.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(error.Status.Detail);
        response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(error.GetRpcStatus()!.ToByteArray()).TrimEnd('=');
    }

    private static Task WriteTextAsync(HttpResponse response, int status, string message)
    {
        response.StatusCode = status;
        response.ContentType = MediaTypeNames.Text.Plain;
        return response.WriteAsync(message + "\n");
    }

    private static int StatusOf(Code code) => code switch
    {
        Code.Unauthenticated => StatusCodes.Status401Unauthorized,
        Code.PermissionDenied => StatusCodes.Status403Forbidden,
        Code.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
