namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>A word, number or sign of a text.</summary>
/// <param name="Start">The offset of its first character.</param>
/// <param name="Length">Its number of characters.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Traits">How it stands in the text.</param>
internal readonly record struct Token(int Start, int Length, TokenKind Kind, TokenTraits Traits)
{
    /// <summary>The offset behind its last character.</summary>
    public int End => Start + Length;

    /// <summary>Tells whether the token stands so.</summary>
    public bool Is(TokenTraits traits) => (Traits & traits) != 0;
}
