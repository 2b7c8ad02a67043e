namespace SemanticCache.Server.Tests.Telemetry;

/// <summary>What the provider of these tests says, and what it is asked.</summary>
internal static class Said
{
    public const string Question = "how do refunds of opened parcels work?";

    public const string Whole = $$$"""{"id":"c9","model":"m-2026","choices":[{"index":0,"message":{"role":"assistant","content":"{{{Text}}}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":40,"completion_tokens":9,"prompt_tokens_details":{"cached_tokens":32} } }""";

    public const string Message = $$$"""{"id":"msg_1","type":"message","role":"assistant","model":"claude-2026","content":[{"type":"text","text":"{{{Text}}}"}],"stop_reason":"end_turn","usage":{"input_tokens":40,"output_tokens":9}}""";

    public const string Refusal = $$$"""{"error":{"message":"I cannot answer: {{{Question}}}"}}""";

    public const string Begun = """{"id":"c1","model":"m-2026","choices":[{"index":0,"delta":{"role":"assistant","content":"Opened "},"finish_reason":null}]}""";

    public const string Ended = """{"id":"c1","model":"m-2026","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";

    public const string Usage = """{"id":"c1","model":"m-2026","choices":[],"usage":{"prompt_tokens":4,"completion_tokens":2}}""";

    public const string Text = "Opened parcels are refunded within a fortnight.";

    /// <summary>Words that stand in questions and answers, and the key: nothing of them may leave by a span.</summary>
    public static IReadOnlyList<string> Words { get; } = ["refund", "parcel", "fortnight", TracedService.Key];
}
