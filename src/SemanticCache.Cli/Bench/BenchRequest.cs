using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SemanticCache.Cli.Bench;

/// <summary>Writes streamed requests in either API's shape.</summary>
internal static class BenchRequest
{
    private const string Version = "v1";
    private const string AnthropicVersion = "2023-06-01";
    private const int MaximumOutputTokens = 1024;

    /// <summary>Returns the request for a prompt.</summary>
    public static HttpRequestMessage Create(BenchSettings settings, string model, string prompt, bool cache)
    {
        var body = new JsonObject
        {
            ["model"] = model,
            ["stream"] = true,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt }),
        };
        if (settings.Api is BenchApi.Anthropic)
        {
            body["max_tokens"] = MaximumOutputTokens;
        }

        var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(settings))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        AddHeaders(request.Headers, settings, cache);
        return request;
    }

    private static void AddHeaders(HttpRequestHeaders headers, BenchSettings settings, bool cache)
    {
        if (settings.Api is BenchApi.Anthropic)
        {
            headers.Add("anthropic-version", AnthropicVersion);
            headers.Add("x-api-key", settings.ApiKey ?? "none");
        }
        else if (settings.ApiKey is not null)
        {
            headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey);
        }

        if (settings.Namespace is not null)
        {
            headers.Add("X-SemanticCache-Namespace", settings.Namespace);
        }

        if (!cache)
        {
            headers.CacheControl = new CacheControlHeaderValue { NoStore = true, NoCache = true };
        }
    }

    // Both ways to write a base address are common: the providers' libraries disagree.
    private static Uri AddressOf(BenchSettings settings)
    {
        var start = settings.Address.AbsoluteUri.TrimEnd('/');
        var path = settings.Api is BenchApi.Anthropic ? "messages" : "chat/completions";
        return new Uri(start.EndsWith("/" + Version, StringComparison.Ordinal) ? $"{start}/{path}" : $"{start}/{Version}/{path}");
    }
}
