namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>What a pattern's element asks for.</summary>
internal enum ElementKind
{
    /// <summary>One of some words or phrases.</summary>
    Words,

    /// <summary>The same, or nothing.</summary>
    OptionalWords,

    /// <summary>Up to some words of any kind.</summary>
    Gap,

    /// <summary>That the next word is none of some.</summary>
    NotNext,

    /// <summary>That no word of the rest of the clause is one of some.</summary>
    NoneAhead,

    /// <summary>That the clause ends here.</summary>
    End,
}
