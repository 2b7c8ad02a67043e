namespace SemanticCache.Server.Rest;

/// <summary>REST: the gRPC services under <c>/cache/v1/</c>, by the HTTP rules in their <c>.proto</c> files.</summary>
internal static class RestEndpoints
{
    /// <summary>What the paths begin with.</summary>
    public const string Root = "/cache/v1";

    /// <summary>Adds the transcoding of JSON to gRPC; the services themselves come with gRPC.</summary>
    public static IServiceCollection AddCacheRest(this IServiceCollection services)
    {
        services.AddGrpc().AddJsonTranscoding(options => options.TypeRegistry = RestErrors.Details);
        services.AddOpenApiDocument();
        return services;
    }

    /// <summary>Checks requests of REST and gives errors from outside the services the shape of those from inside.</summary>
    public static void UseCacheRest(this WebApplication application)
    {
        application.UseWhen(context => context.Request.Path.StartsWithSegments(Root), branch =>
        {
            branch.UseStatusCodePages(context => RestErrors.WriteAsync(context.HttpContext.Response));
            branch.UseMiddleware<RequestCheck>();
        });
        application.UseOpenApiDocument();
    }
}
