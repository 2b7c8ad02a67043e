using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream.Routes;

namespace SemanticCache.Core.Upstream;

/// <summary>Checks every endpoint and reports all mistakes with their configuration keys.</summary>
internal sealed class UpstreamsOptionsValidator : IValidateOptions<UpstreamsOptions>
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, UpstreamsOptions options)
    {
        var mistakes = options.Endpoints
            .SelectMany(endpoint => (string[])[.. Check(endpoint.Key, endpoint.Value), .. CheckFallbacks(endpoint.Key, endpoint.Value, options)])
            .Concat(options.Routes.SelectMany(route => RouteValidator.Check(route.Key, route.Value, options))).ToList();
        if (!options.Endpoints.ContainsKey(options.Default) && !options.Routes.ContainsKey(options.Default))
        {
            mistakes.Add(
                $"Upstreams:Default: '{options.Default}' is none of the configured endpoints and routes ({string.Join(", ", options.Endpoints.Keys.Concat(options.Routes.Keys))}).");
        }

        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> CheckFallbacks(string name, UpstreamEndpointOptions endpoint, UpstreamsOptions options) =>
        from fallback in endpoint.Fallbacks
        where !options.Endpoints.ContainsKey(fallback) || string.Equals(fallback, name, StringComparison.OrdinalIgnoreCase)
        select $"{UpstreamsOptions.SectionName}:Endpoints:{name}:Fallbacks: '{fallback}' is none of the other configured endpoints ({string.Join(", ", options.Endpoints.Keys)}).";

    private static IEnumerable<string> Check(string name, UpstreamEndpointOptions endpoint)
    {
        var key = $"{UpstreamsOptions.SectionName}:Endpoints:{name}";
        if (endpoint.Kind is not UpstreamKind.Simulated && endpoint.BaseAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return $"{key}:BaseAddress: needs an absolute http or https address such as https://api.openai.com/v1/, https://api.anthropic.com/v1/ or https://name.openai.azure.com/.";
        }

        if (endpoint.Kind is UpstreamKind.AzureOpenAI && string.IsNullOrWhiteSpace(endpoint.ApiVersion))
        {
            yield return $"{key}:ApiVersion: Azure needs the version of its API, such as 2024-10-21.";
        }

        if (endpoint.ConnectTimeout <= TimeSpan.Zero || endpoint.FirstTokenTimeout <= TimeSpan.Zero)
        {
            yield return $"{key}: ConnectTimeout and FirstTokenTimeout must be more than zero.";
        }

        if (endpoint.TotalTimeout < endpoint.FirstTokenTimeout || endpoint.TotalTimeout > LongestTimeout || endpoint.ConnectTimeout > LongestTimeout)
        {
            yield return $"{key}:TotalTimeout: must be at least FirstTokenTimeout ({endpoint.FirstTokenTimeout}); no timeout may be longer than a day.";
        }

        if (endpoint.ConnectRetries is < 0 or > 10)
        {
            yield return $"{key}:ConnectRetries: must be from 0 to 10.";
        }

        if (endpoint.Retries is < 0 or > 10)
        {
            yield return $"{key}:Retries: must be from 0 to 10.";
        }

        if (endpoint.MaximumOutputTokens < 1)
        {
            yield return $"{key}:MaximumOutputTokens: must be at least 1.";
        }

        if (endpoint.MaximumAnswerBytes < 1024)
        {
            yield return $"{key}:MaximumAnswerBytes: must be at least 1024.";
        }

        foreach (var mistake in endpoint.Simulated.Mistakes())
        {
            yield return $"{key}:Simulated:{mistake}";
        }
    }
}
