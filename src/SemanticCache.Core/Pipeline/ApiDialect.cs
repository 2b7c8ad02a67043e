namespace SemanticCache.Core.Pipeline;

/// <summary>The API that a request was written for.</summary>
public enum ApiDialect
{
    /// <summary>OpenAI's chat completions.</summary>
    OpenAIChat,

    /// <summary>OpenAI's responses.</summary>
    OpenAIResponses,

    /// <summary>Anthropic's messages.</summary>
    AnthropicMessages,
}
