namespace SemanticCache.Core.Upstream;

/// <summary>The kinds of endpoints.</summary>
public enum UpstreamKind
{
    /// <summary>Answers from a file or an echo; no model.</summary>
    Simulated,

    /// <summary>Anything that speaks OpenAI's chat completions: OpenAI, Groq, Together, vLLM, Ollama, llama.cpp …</summary>
    OpenAI,

    /// <summary>Anything that speaks Anthropic's messages.</summary>
    Anthropic,

    /// <summary>OpenAI's API as Azure has it: models are deployments and stand in the path, beside a dated version of the API.</summary>
    AzureOpenAI,
}
