using Microsoft.Net.Http.Headers;
using SemanticCache.Server.Access;

namespace SemanticCache.Server.Http;

/// <summary>The headers by which a caller is known to the provider.</summary>
internal static class ProviderCredentials
{
    private static readonly string[] Names = [HeaderNames.Authorization, "x-api-key", "api-key", "OpenAI-Organization", "OpenAI-Project", "anthropic-version", "anthropic-beta"];

    /// <summary>Returns those that a request has; a key of this cache is none.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IHeaderDictionary headers) =>
        [.. Names.Where(name => headers.ContainsKey(name) && !PresentedKey.IsOurs(headers[name].ToString())).Select(name => KeyValuePair.Create(name, headers[name].ToString()))];
}
