namespace SemanticCache.Client;

/// <summary>
/// The keys under which the cache says what it did, in <c>AdditionalProperties</c> of a <c>ChatResponse</c>, or of the first
/// <c>ChatResponseUpdate</c> of a stream.
/// </summary>
public static class SemanticCacheProperties
{
    /// <summary>How the lookup ended, as a text: <c>exact_hit</c>, <c>semantic_hit</c>, <c>miss</c> or <c>bypass</c>. Always there.</summary>
    public const string Outcome = "semanticcache.outcome";

    /// <summary>
    /// Why, as one word. With a bypass that the client decided on it is <c>not_text</c>, <c>not_a_question</c>, <c>unknown_speaker</c>,
    /// <c>conversation_elsewhere</c>, <c>unknown_tool</c>, <c>opaque_option</c>, <c>no_cache</c>, <c>cache_late</c> or <c>cache_failed</c>;
    /// else it is the service's word, such as <c>confidence_reached</c>. Always there.
    /// </summary>
    public const string Reason = "semanticcache.reason";

    /// <summary>The entry that was served, as a text, for feedback; only with a hit.</summary>
    public const string EntryId = "semanticcache.entry_id";

    /// <summary>The similarity of the entry served, or of the best candidate refused, as a <see cref="double"/>; only where there was one.</summary>
    public const string Similarity = "semanticcache.similarity";

    /// <summary>The confidence in that entry, as a <see cref="double"/> from 0 to 1; only where the verifier was asked.</summary>
    public const string Confidence = "semanticcache.confidence";
}
