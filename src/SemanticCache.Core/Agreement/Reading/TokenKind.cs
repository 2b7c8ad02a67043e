namespace SemanticCache.Core.Agreement.Reading;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>A word.</summary>
    Word,

    /// <summary>Digits, perhaps with signs that group them.</summary>
    Number,

    /// <summary>A time of the day.</summary>
    Clock,

    /// <summary>A link, an e-mail address or a telephone number.</summary>
    Link,

    /// <summary>A sign.</summary>
    Sign,
}
