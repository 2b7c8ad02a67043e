using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Upstream.Responses;

/// <summary>Why a model stopped, in the words of OpenAI's responses and in ours.</summary>
internal static class ResponseStatus
{
    /// <summary>The model ended its answer.</summary>
    public const string Completed = "completed";

    /// <summary>The answer was cut.</summary>
    public const string Incomplete = "incomplete";

    /// <summary>There is no answer.</summary>
    public const string Failed = "failed";

    private const string Length = "length";
    private const string ContentFilter = "content_filter";
    private const string MaximumTokens = "max_output_tokens";

    /// <summary>Returns our word; the API's own status for what none of ours says.</summary>
    public static string ToFinishReason(string status, string? incompleteReason, bool hasCalls) => (status, incompleteReason) switch
    {
        (Completed, _) => hasCalls ? FinishReasons.ToolCalls : FinishReasons.Stop,
        (Incomplete, MaximumTokens) => Length,
        (Incomplete, ContentFilter) => ContentFilter,
        _ => status,
    };

    /// <summary>Returns the reason for an incomplete answer; null for a whole one.</summary>
    public static string? IncompleteReason(string finishReason) => finishReason switch
    {
        Length => MaximumTokens,
        ContentFilter => ContentFilter,
        _ => null,
    };
}
