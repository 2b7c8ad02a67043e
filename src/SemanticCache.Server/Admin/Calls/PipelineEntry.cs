namespace SemanticCache.Server.Admin.Calls;

/// <summary>The beginning of the service's own pipeline, kept so that calls from within the process can go through all of it.</summary>
internal sealed class PipelineEntry : IStartupFilter
{
    private RequestDelegate? _first;

    /// <summary>The pipeline, from its first middleware to its endpoints.</summary>
    public RequestDelegate First => _first ?? throw new InvalidOperationException("The service has not started.");

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
    {
        application.Use(first => _first = first);
        next(application);
    };
}
