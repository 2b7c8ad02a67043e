namespace SemanticCache.Core.Upstream.Responses;

/// <summary>The names of a streamed response's events.</summary>
internal static class ResponseEvents
{
    /// <summary>The response begins.</summary>
    public const string Created = "response.created";

    /// <summary>The model is at work.</summary>
    public const string InProgress = "response.in_progress";

    /// <summary>An item begins.</summary>
    public const string ItemAdded = "response.output_item.added";

    /// <summary>An item is whole.</summary>
    public const string ItemDone = "response.output_item.done";

    /// <summary>A part of a message begins.</summary>
    public const string PartAdded = "response.content_part.added";

    /// <summary>A part of a message is whole.</summary>
    public const string PartDone = "response.content_part.done";

    /// <summary>More text.</summary>
    public const string TextDelta = "response.output_text.delta";

    /// <summary>The text is whole.</summary>
    public const string TextDone = "response.output_text.done";

    /// <summary>More of a call's arguments.</summary>
    public const string ArgumentsDelta = "response.function_call_arguments.delta";

    /// <summary>A call's arguments are whole.</summary>
    public const string ArgumentsDone = "response.function_call_arguments.done";

    /// <summary>The response is whole.</summary>
    public const string Completed = "response.completed";

    /// <summary>The response ends before the model did.</summary>
    public const string Incomplete = "response.incomplete";

    /// <summary>There is no response.</summary>
    public const string Failed = "response.failed";

    /// <summary>Something went wrong.</summary>
    public const string Error = "error";
}
