namespace SemanticCache.Core.Upstream.Tracing;

/// <summary>Who is asked, as traces and metrics name it.</summary>
/// <param name="Endpoint">The endpoint's name in the configuration.</param>
/// <param name="Provider">The provider, by OpenTelemetry's list where it has a name there.</param>
/// <param name="Address">Where the endpoint is; null where it is none of the network's.</param>
/// <param name="DefaultModel">The model of requests that name none; empty where the endpoint decides.</param>
internal sealed record UpstreamTarget(string Endpoint, string Provider, Uri? Address, string DefaultModel)
{
    /// <summary>Returns what a configured endpoint is called.</summary>
    public static UpstreamTarget Of(string endpoint, UpstreamEndpointOptions options) =>
        new(endpoint, ProviderOf(options.Kind), options.Kind is UpstreamKind.Simulated ? null : options.BaseAddress, options.Model);

    // Whoever speaks OpenAI's API goes by its name, as OpenTelemetry wants it of a client that cannot know better.
    private static string ProviderOf(UpstreamKind kind) => kind switch
    {
        UpstreamKind.OpenAI => "openai",
        UpstreamKind.AzureOpenAI => "azure.ai.openai",
        UpstreamKind.Anthropic => "anthropic",
        _ => "simulated",
    };
}
