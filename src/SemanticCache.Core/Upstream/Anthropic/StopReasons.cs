using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>Why a model stopped, in Anthropic's words and in ours.</summary>
internal static class StopReasons
{
    private const string Length = "length";
    private const string ContentFilter = "content_filter";
    private const string EndTurn = "end_turn";
    private const string ToolUse = "tool_use";
    private const string MaximumTokens = "max_tokens";
    private const string Refusal = "refusal";

    /// <summary>Returns our word; Anthropic's own for what none of ours says.</summary>
    public static string ToFinishReason(string stopReason) => stopReason switch
    {
        EndTurn or "stop_sequence" => FinishReasons.Stop,
        ToolUse => FinishReasons.ToolCalls,
        MaximumTokens => Length,
        _ => stopReason,
    };

    /// <summary>Returns Anthropic's word.</summary>
    public static string Of(string finishReason) => finishReason switch
    {
        FinishReasons.Stop => EndTurn,
        FinishReasons.ToolCalls => ToolUse,
        Length => MaximumTokens,
        ContentFilter => Refusal,
        _ => finishReason,
    };
}
