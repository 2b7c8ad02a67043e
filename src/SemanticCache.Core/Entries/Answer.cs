using System.Collections.Immutable;

namespace SemanticCache.Core.Entries;

/// <summary>A whole answer of a language model: what an entry stores and a hit serves.</summary>
public sealed record Answer
{
    /// <summary>The answer's text; empty when the model answered with tool calls only.</summary>
    public required string Text { get; init; }

    /// <summary>The calls of tools that the model asked for, in order.</summary>
    public ImmutableArray<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>Why the model stopped, in the upstream's words (<c>stop</c>, <c>length</c>, <c>tool_calls</c> …).</summary>
    public string FinishReason { get; init; } = FinishReasons.Stop;

    /// <summary>The model that wrote the answer, as the upstream names it; empty when unknown.</summary>
    public string Model { get; init; } = "";

    /// <summary>The tokens that the answer took, when known.</summary>
    public TokenUsage Usage { get; init; }
}
