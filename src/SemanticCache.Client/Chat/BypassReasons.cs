namespace SemanticCache.Client.Chat;

/// <summary>Why a request goes on without the cache, each as one word.</summary>
internal static class BypassReasons
{
    /// <summary>A message holds more than text and calls of tools.</summary>
    public const string NotText = "not_text";

    /// <summary>The last message is not a text of the user.</summary>
    public const string NotAQuestion = "not_a_question";

    /// <summary>A role that the cache does not know, or one of several people by name.</summary>
    public const string UnknownSpeaker = "unknown_speaker";

    /// <summary>The provider keeps the conversation, so that the request holds a part of it only.</summary>
    public const string ConversationElsewhere = "conversation_elsewhere";

    /// <summary>A tool that is not described by a schema, such as a search that the provider runs.</summary>
    public const string UnknownTool = "unknown_tool";

    /// <summary>An option whose effect cannot be seen.</summary>
    public const string OpaqueOption = "opaque_option";

    /// <summary>The options ask not to serve stored answers.</summary>
    public const string NoCache = "no_cache";

    /// <summary>The cache did not answer in time.</summary>
    public const string CacheLate = "cache_late";

    /// <summary>The cache could not be asked.</summary>
    public const string CacheFailed = "cache_failed";
}
