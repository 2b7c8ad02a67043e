namespace SemanticCache.Core.Entries;

/// <summary>The finish reasons that mark a whole answer.</summary>
public static class FinishReasons
{
    /// <summary>The model ended its answer.</summary>
    public const string Stop = "stop";

    /// <summary>The model ended with calls of tools.</summary>
    public const string ToolCalls = "tool_calls";
}
