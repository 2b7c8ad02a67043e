using System.Net.Mime;
using System.Text.Json.Nodes;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Anthropic;
using SemanticCache.Server.Access;
using SemanticCache.Server.Http.Anthropic;
using SemanticCache.Server.Http.OpenAI;
using SemanticCache.Server.Http.Responses;

namespace SemanticCache.Server.Http;

/// <summary>The HTTP fronts in the shapes of the providers' APIs.</summary>
internal static partial class HttpFronts
{
    /// <summary>What the paths begin with.</summary>
    public const string Root = "/v1";

    private const string SimulatedModel = "simulated";

    /// <summary>Adds what the fronts need.</summary>
    public static IServiceCollection AddHttpFronts(this IServiceCollection services)
    {
        services.AddHttpForwarder();
        services.AddSingleton<FrontEndpoint>();
        services.AddSingleton<UpstreamHandlers>();
        services.AddSingleton<PassThrough>();
        return services;
    }

    /// <summary>Maps the paths under <c>/v1/</c>.</summary>
    public static void MapHttpFronts(this WebApplication application)
    {
        var rest = application.Services.GetRequiredService<PassThrough>();
        MapFront(application, "/v1/chat/completions", ChatCallReader.Read, OpenAIErrorShape.Instance);
        MapFront(application, "/v1/responses", ResponseCallReader.Read, OpenAIErrorShape.Instance);
        MapFront(application, "/v1/messages", MessageCallReader.Read, AnthropicErrorShape.Instance);
        application.MapGet("/v1/models", context => AnswerAsync(context, ErrorsFor(context), async inner => await ModelsAsync(inner, rest))).AllowedTo(CallerRole.Client, CallerRole.Viewer);
        application.Map("/v1/{**path}", context => AnswerAsync(context, ErrorsFor(context), inner => rest.HandleAsync(inner, ErrorsFor(inner)))).AllowedTo(CallerRole.Client);
    }

    private static void MapFront(WebApplication application, string path, Func<ReadOnlyMemory<byte>, IHeaderDictionary, FrontCall> read, IErrorShape errors)
    {
        var front = application.Services.GetRequiredService<FrontEndpoint>();
        application.MapPost(path, context => AnswerAsync(context, errors, inner => front.HandleAsync(inner, read, errors))).AllowedTo(CallerRole.Client);
    }

    // Anthropic's API cannot be called without a version, and no other API has that header.
    internal static IErrorShape ErrorsFor(HttpContext context) =>
        context.Request.Headers.ContainsKey(AnthropicHeaders.Version) || context.Request.Path.StartsWithSegments("/v1/messages")
            ? AnthropicErrorShape.Instance
            : OpenAIErrorShape.Instance;

    // Some upstreams have no list of models, and clients ask for one to see whether they are connected.
    private static async Task ModelsAsync(HttpContext context, PassThrough rest)
    {
        if (rest.HasProvider(context))
        {
            await rest.HandleAsync(context, ErrorsFor(context));
            return;
        }

        var models = rest.ModelsOf(context).DefaultIfEmpty(SimulatedModel).ToList();
        context.Response.ContentType = MediaTypeNames.Application.Json;
        await context.Response.WriteAsync(new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. models.Select(Model)]),
            ["first_id"] = models[0],
            ["last_id"] = models[^1],
            ["has_more"] = false,
        }.ToJsonString());
    }

    private static JsonObject Model(string id) => new()
    {
        ["id"] = id, ["object"] = "model", ["created"] = 0, ["owned_by"] = "semanticcache",
        ["type"] = "model", ["display_name"] = id, ["created_at"] = "1970-01-01T00:00:00Z",
    };

    private static async Task AnswerAsync(HttpContext context, IErrorShape errors, Func<HttpContext, Task> handle)
    {
        var (caller, name) = (CallerIdentity.CallerOf(context), CacheHeaders.ReadNamespace(context.Request.Headers, []));
        if (!caller.MayUse(name))
        {
            await Refusal.WriteAsync(context, Google.Rpc.Code.PermissionDenied, "WRONG_NAMESPACE", Permissions.DenialOf(caller, name));
            return;
        }

        try
        {
            await handle(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: there is nobody to tell.
            context.Abort();
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            if (!await errors.TryWriteAsync(context.Response, failure))
            {
                LogBroken(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HttpFronts)), failure, context.Request.Path);
                await errors.WriteAsync(context.Response, StatusCodes.Status500InternalServerError, "internal", "The service failed in a way that it should not; its log says more.");
            }
        }
        catch (UpstreamException)
        {
            // Cut in the middle of a body whose length was not told: the connection must end, or the caller would take it for whole.
            context.Abort();
        }
    }

    [LoggerMessage(HostEventIds.RequestBroken, LogLevel.Error, "{Method} failed.", EventName = nameof(HostEventIds.RequestBroken))]
    private static partial void LogBroken(ILogger logger, Exception failure, string method);
}
