using System.Net.Mime;
using Google.Protobuf;
using Google.Rpc;
using HttpResponse = Microsoft.AspNetCore.Http.HttpResponse;

namespace SemanticCache.Server.Rest;

/// <summary>Answers what never reaches a service, such as an unknown path, with a <c>google.rpc.Status</c> like every other error.</summary>
internal static class RestErrors
{
    /// <summary>Writes the body for a response that has a status code of an error and no body.</summary>
    public static Task WriteAsync(HttpResponse response)
    {
        var (code, message) = Describe(response);
        response.ContentType = MediaTypeNames.Application.Json;
        return response.WriteAsync(JsonFormatter.Default.Format(new Status { Code = (int)code, Message = message }), response.HttpContext.RequestAborted);
    }

    private static (Code Code, string Message) Describe(HttpResponse response) => response.StatusCode switch
    {
        StatusCodes.Status404NotFound => (Code.NotFound, "There is nothing at this path; /openapi/v1.json lists the paths."),
        StatusCodes.Status405MethodNotAllowed => (Code.Unimplemented, $"This path takes {response.Headers.Allow} only."),
        StatusCodes.Status413PayloadTooLarge => (Code.ResourceExhausted, "The request is too large."),
        StatusCodes.Status415UnsupportedMediaType => (Code.InvalidArgument, "The request's content type must be application/json."),
        < StatusCodes.Status500InternalServerError => (Code.InvalidArgument, "The request is not one that this service reads."),
        _ => (Code.Internal, "The service failed in a way that it should not; its log says more."),
    };
}
