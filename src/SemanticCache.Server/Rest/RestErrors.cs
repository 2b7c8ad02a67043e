using System.Net.Mime;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using SemanticCache.Server.Grpc;
using HttpResponse = Microsoft.AspNetCore.Http.HttpResponse;

namespace SemanticCache.Server.Rest;

/// <summary>Answers what never reaches a service, such as an unknown path, with a <c>google.rpc.Status</c> like every other error.</summary>
internal static class RestErrors
{
    /// <summary>The messages that details of errors are packed from; only these can be written as JSON.</summary>
    public static readonly TypeRegistry Details = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithTypeRegistry(Details));

    /// <summary>Writes the body for a response that has a status code of an error and no body.</summary>
    public static Task WriteAsync(HttpResponse response) => WriteAsync(response, response.StatusCode, Describe(response));

    /// <summary>Writes an error.</summary>
    public static Task WriteAsync(HttpResponse response, int statusCode, RpcException error)
    {
        response.StatusCode = statusCode;
        response.ContentType = MediaTypeNames.Application.Json;
        return response.WriteAsync(Formatter.Format(error.GetRpcStatus()), response.HttpContext.RequestAborted);
    }

    private static RpcException Describe(HttpResponse response) => response.StatusCode switch
    {
        StatusCodes.Status404NotFound => GrpcErrors.Create(Code.NotFound, "UNKNOWN_PATH", "There is nothing at this path; /openapi/v1.json lists the paths."),
        StatusCodes.Status405MethodNotAllowed =>
            GrpcErrors.Create(Code.Unimplemented, "WRONG_METHOD", $"This path takes {response.Headers.Allow} only."),
        StatusCodes.Status413PayloadTooLarge => GrpcErrors.Create(Code.ResourceExhausted, "TOO_LARGE", "The body is larger than Server:MaximumMessageBytes."),
        StatusCodes.Status415UnsupportedMediaType =>
            GrpcErrors.Create(Code.InvalidArgument, "WRONG_CONTENT_TYPE", "The content type must be application/json."),
        < StatusCodes.Status500InternalServerError =>
            GrpcErrors.Create(Code.InvalidArgument, "BROKEN_REQUEST", "The request is not one that HTTP allows."),
        _ => GrpcErrors.Create(Code.Internal, "INTERNAL", "The service failed in a way that it should not; its log says more."),
    };
}
