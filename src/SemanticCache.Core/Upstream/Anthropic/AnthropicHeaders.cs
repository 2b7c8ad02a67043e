namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>The headers of Anthropic's API.</summary>
internal static class AnthropicHeaders
{
    /// <summary>The header with the key.</summary>
    public const string ApiKey = "x-api-key";

    /// <summary>What the headers that change the API's behaviour begin with.</summary>
    public const string Prefix = "anthropic-";

    /// <summary>The header with the version of the API, which every request needs.</summary>
    public const string Version = Prefix + "version";

    /// <summary>The header with the preliminary features that a request uses.</summary>
    public const string Beta = Prefix + "beta";

    /// <summary>The version for requests that name none.</summary>
    public const string DefaultVersion = "2023-06-01";
}
