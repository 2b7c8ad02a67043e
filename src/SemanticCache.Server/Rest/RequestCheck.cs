using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using SemanticCache.Server.Configuration;
using SemanticCache.Server.Grpc;
using SemanticCache.Server.Http;

namespace SemanticCache.Server.Rest;

/// <summary>Refuses requests that are too large or do not fit the message that they are read into, naming every wrong field.</summary>
/// <remarks>Without it a misspelt field would be ignored, and a <c>noStore</c> with it.</remarks>
internal sealed class RequestCheck
{
    /// <summary>The content type of a stream: a JSON object a line.</summary>
    public const string JsonLines = "application/x-ndjson";

    /// <summary>The body of a rule that reads the whole message from it.</summary>
    public const string WholeMessage = "*";

    private const int DrainedBodies = 4;

    private readonly RequestDelegate _next;
    private readonly int _mostBytes;

    public RequestCheck(RequestDelegate next, IOptions<ServerOptions> options)
    {
        _next = next;
        _mostBytes = options.Value.MaximumMessageBytes;
    }

    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is not { } call)
        {
            await _next(context);
            return;
        }

        try
        {
            await CheckAsync(context, call);
        }
        catch (RpcException refusal)
        {
            await RestErrors.WriteAsync(context.Response, StatusCodes.Status400BadRequest, refusal);
            return;
        }
        catch (BadHttpRequestException broken)
        {
            context.Response.StatusCode = broken.StatusCode;
            return;
        }

        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            await _next(context);
        }
    }

    private async Task CheckAsync(HttpContext context, GrpcJsonTranscodingMetadata call)
    {
        var mistakes = new List<FieldMistake>();
        var rule = call.HttpRule;
        QueryCheck.Check(context.Request.Query, call.MethodDescriptor.InputType, rule.Body, mistakes);
        if (rule.Body.Length > 0)
        {
            if (!context.Request.HasJsonContentType())
            {
                context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                return;
            }

            // Kestrel reads away what is left of a refused body up to its own limit. Beyond it the connection breaks before the caller sees why.
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = DrainedBodies * (long)_mostBytes;
            var body = await RequestBody.ReadAsync(context.Request, _mostBytes, context.RequestAborted);
            var (type, path) = BodyOf(call);
            JsonBodyCheck.Check(body, type, path, mistakes);
            context.Request.Body = new MemoryStream(body.ToArray(), writable: false);
        }

        GrpcErrors.ThrowIfAny(mistakes);
        if (call.MethodDescriptor.IsServerStreaming)
        {
            context.Response.OnStarting(NameLines, context.Response);
        }
    }

    private static (MessageDescriptor Type, string Path) BodyOf(GrpcJsonTranscodingMetadata call)
    {
        var type = call.MethodDescriptor.InputType;
        return call.HttpRule.Body == WholeMessage ? (type, "") : (type.FindFieldByName(call.HttpRule.Body).MessageType, call.HttpRule.Body);
    }

    private static Task NameLines(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode == StatusCodes.Status200OK)
        {
            response.ContentType = JsonLines;
        }

        return Task.CompletedTask;
    }
}
