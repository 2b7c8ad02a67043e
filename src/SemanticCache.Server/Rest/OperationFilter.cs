using Google.Api;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.OpenApi.Models;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SemanticCache.Server.Rest;

/// <summary>Adds to the OpenAPI document what the descriptions of the services leave out: names of operations, and that streams come in lines.</summary>
internal sealed class OperationFilter : IOperationFilter
{
    /// <inheritdoc/>
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<GrpcJsonTranscodingMetadata>().FirstOrDefault() is not { } call)
        {
            return;
        }

        var method = call.MethodDescriptor;
        var bindings = method.GetOptions().GetExtension(AnnotationsExtensions.Http).AdditionalBindings;
        var binding = bindings.IndexOf(call.HttpRule);
        operation.OperationId = $"{method.Service.Name}_{method.Name}{(binding < 0 ? "" : binding + 2)}";
        if (method.IsServerStreaming && operation.Responses.TryGetValue("200", out var response))
        {
            response.Description = "One JSON object a line.";
            response.Content = response.Content.ToDictionary(_ => RequestCheck.JsonLines, content => content.Value);
        }
    }
}
