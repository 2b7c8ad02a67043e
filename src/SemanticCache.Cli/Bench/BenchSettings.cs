namespace SemanticCache.Cli.Bench;

/// <summary>What <c>semcache bench</c> measures.</summary>
internal sealed record BenchSettings
{
    /// <summary>The endpoint's base address, with or without <c>/v1</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>The shape of the requests.</summary>
    public required BenchApi Api { get; init; }

    /// <summary>The prompts, one for each request.</summary>
    public required IReadOnlyList<string> Prompts { get; init; }

    /// <summary>How many requests are on their way at a time.</summary>
    public required int Concurrency { get; init; }

    /// <summary>The provider's key, or null.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The cache's namespace, or null for its default.</summary>
    public string? Namespace { get; init; }
}
