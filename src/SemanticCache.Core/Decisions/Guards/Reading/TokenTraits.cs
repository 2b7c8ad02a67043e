namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>How a token stands in its text.</summary>
[Flags]
internal enum TokenTraits
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>It is the first of a sentence.</summary>
    SentenceStart = 1,

    /// <summary>A comma, a bracket or the like stands before it, or it is the first of a sentence.</summary>
    ClauseStart = 2,

    /// <summary>Nothing or a hyphen, no white space, stands between it and the token before.</summary>
    Joined = 4,

    /// <summary>Its first letter is a capital.</summary>
    Capitalised = 8,

    /// <summary>It has two or more letters, all of them capitals.</summary>
    UpperCase = 16,

    /// <summary>It stands between quotation marks.</summary>
    Quoted = 32,
}
