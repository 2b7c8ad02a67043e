using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Server.Access;
using SemanticCache.Server.Admin;
using SemanticCache.Server.Configuration;
using SemanticCache.Server.Grpc;
using SemanticCache.Server.Health;
using SemanticCache.Server.Http;
using SemanticCache.Server.Rest;
using SemanticCache.Server.Telemetry;

namespace SemanticCache.Server;

/// <summary>The service as a program and as something that tests and commands can start within their own process.</summary>
public static partial class ServerApplication
{
    private const int ConfigurationMistakes = 2;

    /// <summary>Runs the service until it is told to stop; returns the process's exit code.</summary>
    /// <param name="args">Configuration as <c>--Section:Key value</c>.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var quiet = new QuietStart();
        try
        {
            await using var application = Build(args, builder => quiet.AddTo(builder.Logging));
            await application.StartAsync();
            quiet.End();
            LogReady(application);
            await application.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception failure) when (StartupMistakes.Of(failure) is { } mistakes)
        {
            await StartupMistakes.WriteAsync(mistakes, Console.Error);
            return ConfigurationMistakes;
        }
    }

    /// <summary>Builds the service; <paramref name="configure"/> can change what is built, as tests do.</summary>
    /// <exception cref="InvalidDataException">A configuration file cannot be read.</exception>
    /// <exception cref="OptionsValidationException">A setting cannot be; an <see cref="AggregateException"/> when several cannot.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // The content root is where the program lies, so that its appsettings.json is found from any folder.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("SEMANTICCACHE_");
        AddHost(builder.Services);
        builder.Services.AddSemanticCache().AddOnnxModels().AddConfiguredStore(builder.Configuration);
        builder.Services.AddHostedService<PipelineLoader>();
        builder.Services.AddAccess().AddCacheGrpc().AddCacheRest().AddHttpFronts().AddCacheHealth().AddCacheTelemetry(builder.Configuration).AddAdminPage();
        configure?.Invoke(builder);

        var application = builder.Build();
        application.UseMiddleware<PageHeaders>();
        application.UseAccess();
        application.UseCacheRest();
        application.MapCacheGrpc();
        application.MapCacheHealth();
        application.MapHttpFronts();
        application.MapAdminPage();
        application.MapPrometheusScrapingEndpoint().AllowedTo(CallerRole.Viewer);
        return application;
    }

    private static void AddHost(IServiceCollection services)
    {
        services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsValidator>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelEndpoints>();
        services.AddSingleton<UpstreamNames>();
        services.AddOptions<NamespacesOptions>().PostConfigure<IOptions<ServerOptions>>(
            (namespaces, server) => namespaces.AutoCreate ??= server.Value.IsLoopback);
    }

    private static void LogReady(WebApplication application)
    {
        var addresses = ServerAddresses.Of(application.Services);
        LogReady(application.Logger, addresses.Grpc, addresses.Http);
    }

    [LoggerMessage(HostEventIds.Ready, LogLevel.Information, "SemanticCache is ready: gRPC on {Grpc}, HTTP on {Http}.", EventName = nameof(HostEventIds.Ready))]
    private static partial void LogReady(ILogger logger, Uri grpc, Uri http);
}
