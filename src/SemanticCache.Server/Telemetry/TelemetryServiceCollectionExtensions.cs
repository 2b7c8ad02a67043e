using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SemanticCache.Core.Reporting;
using SemanticCache.Store.Qdrant;

namespace SemanticCache.Server.Telemetry;

/// <summary>Adds metrics and traces.</summary>
internal static class TelemetryServiceCollectionExtensions
{
    // The standard variable of OpenTelemetry; read here too, because an exporter without a collector would retry for ever.
    private const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Unless OTEL_SERVICE_NAME says otherwise.
    private const string ServiceName = "semcache";

    /// <summary>Adds metrics for Prometheus, the trace that a caller's request belongs to and, when a collector is configured, metrics and traces for it.</summary>
    public static IServiceCollection AddCacheTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHostedService<CallersTraces>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName).AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics
                .AddMeter(TelemetryNames.Meter, QdrantStore.MeterName)
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter());

        if (!string.IsNullOrEmpty(configuration[CollectorVariable]))
        {
            telemetry
                .WithTracing(traces => traces.AddSource(TelemetryNames.ActivitySource).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation())
                .UseOtlpExporter();
        }

        return services;
    }
}
