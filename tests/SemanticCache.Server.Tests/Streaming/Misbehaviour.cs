namespace SemanticCache.Server.Tests.Streaming;

/// <summary>What a provider does instead of answering well.</summary>
public enum Misbehaviour
{
    /// <summary>Nothing: it answers well.</summary>
    None,

    /// <summary>It takes the request and never says a byte.</summary>
    SilentFromTheStart,

    /// <summary>It cuts the connection in the middle of its answer.</summary>
    Cut,

    /// <summary>It ends its answer, well-formed, before the model has ended.</summary>
    StopsEarly,

    /// <summary>It refuses with 429 and says when to come back.</summary>
    RateLimited,

    /// <summary>It refuses with 500.</summary>
    ServerError,

    /// <summary>It tells of an error in the middle of its answer.</summary>
    ErrorInTheStream,

    /// <summary>It begins well and then sends what is no JSON.</summary>
    Malformed,

    /// <summary>It sends more at once than an answer may have.</summary>
    HugeChunk,

    /// <summary>It sends at once what may be read, but is larger than an entry.</summary>
    LargeAnswer,

    /// <summary>It begins well and then neither goes on nor ends.</summary>
    FallsSilent,

    /// <summary>It never stops talking.</summary>
    TalksForever,

    /// <summary>Its model reached the limit of its length.</summary>
    LengthReached,

    /// <summary>Its filter cut the answer.</summary>
    Filtered,
}
