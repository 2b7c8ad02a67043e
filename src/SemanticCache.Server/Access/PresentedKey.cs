using Microsoft.Net.Http.Headers;
using SemanticCache.Core.Access;
using SemanticCache.Core.Upstream.Anthropic;

namespace SemanticCache.Server.Access;

/// <summary>The key that a request comes with; other credentials are the provider's, and not ours to read.</summary>
internal static class PresentedKey
{
    /// <summary>The header for a key of ours beside a provider's own.</summary>
    public const string Header = "X-SemanticCache-Key";

    private const string Bearer = "Bearer ";

    /// <summary>Returns the key; null where there is none.</summary>
    public static string? Of(IHeaderDictionary headers)
    {
        if (headers.TryGetValue(Header, out var own))
        {
            return own.ToString();
        }

        var key = headers[AnthropicHeaders.ApiKey].ToString();
        return IsOurs(key) ? key : BearerOf(headers);
    }

    /// <summary>Tells whether the value of a header by which providers know callers is a key of ours, which no provider may see.</summary>
    public static bool IsOurs(string value) =>
        value.StartsWith(ApiKeySecret.Prefix, StringComparison.Ordinal)
        || (value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && value.AsSpan(Bearer.Length).TrimStart().StartsWith(ApiKeySecret.Prefix, StringComparison.Ordinal));

    private static string? BearerOf(IHeaderDictionary headers)
    {
        var value = headers[HeaderNames.Authorization].ToString();
        return IsOurs(value) && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..].Trim() : null;
    }
}
