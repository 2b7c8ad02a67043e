namespace SemanticCache.Cli.Bench;

/// <summary>The shape of the requests.</summary>
internal enum BenchApi
{
    /// <summary>OpenAI's chat completions.</summary>
    OpenAI,

    /// <summary>Anthropic's messages.</summary>
    Anthropic,
}
