using Google.Protobuf.Reflection;
using Google.Rpc;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using SemanticCache.Server.Configuration;

namespace SemanticCache.Server.Rest;

/// <summary>REST: the gRPC services under <c>/cache/v1/</c>, by the HTTP rules in their <c>.proto</c> files.</summary>
internal static class RestEndpoints
{
    /// <summary>The path under which everything of REST lies.</summary>
    public const string Root = "/cache/v1";

    /// <summary>Adds the transcoding of JSON to gRPC; the services themselves come with gRPC.</summary>
    public static IServiceCollection AddCacheRest(this IServiceCollection services)
    {
        // The details of an error are packed messages; only those named here can be written as JSON.
        services.AddGrpc().AddJsonTranscoding(options => options.TypeRegistry = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor));
        services.AddOpenApiDocument();
        return services;
    }

    /// <summary>Sets the limits of REST and gives errors from outside the services the shape of those from inside.</summary>
    public static void UseCacheRest(this WebApplication application)
    {
        var most = application.Services.GetRequiredService<IOptions<ServerOptions>>().Value.MaximumMessageBytes;
        application.UseWhen(context => context.Request.Path.StartsWithSegments(Root), branch =>
        {
            branch.Use((context, next) =>
            {
                context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = most;
                return next(context);
            });
            branch.UseStatusCodePages(context => RestErrors.WriteAsync(context.HttpContext.Response));
        });
        application.UseOpenApiDocument();
    }
}
