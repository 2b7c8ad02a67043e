using Microsoft.OpenApi.Models;

namespace SemanticCache.Server.Rest;

/// <summary>The OpenAPI document of REST at <c>/openapi/v1.json</c>, and a page at <c>/openapi</c> to try it.</summary>
internal static class OpenApiDocument
{
    private const string Version = "v1";
    private const string Folder = "openapi";

    // The page's script brings its pictures as data and its styles inline.
    private const string Policy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

    /// <summary>Adds what writes the document.</summary>
    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddGrpcSwagger();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Version, new OpenApiInfo { Title = "SemanticCache", Version = Version });
            var comments = Path.Combine(AppContext.BaseDirectory, "SemanticCache.Protocol.xml");
            options.IncludeXmlComments(comments);
            options.IncludeGrpcXmlComments(comments);
            options.OperationFilter<OperationFilter>();
        });
    }

    /// <summary>Serves the document and the page; the page can load from and call this service only.</summary>
    public static void UseOpenApiDocument(this WebApplication application)
    {
        application.UseWhen(context => context.Request.Path.StartsWithSegments("/" + Folder), branch => branch.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        }));
        application.UseSwagger(options => options.RouteTemplate = Folder + "/{documentName}.json");
        application.UseSwaggerUI(options =>
        {
            options.RoutePrefix = Folder;
            options.SwaggerEndpoint(Version + ".json", "SemanticCache");
        });
    }
}
