namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>What a token is made of.</summary>
internal enum TokenKind
{
    /// <summary>Letters.</summary>
    Word,

    /// <summary>Digits, with the signs that join digits.</summary>
    Number,

    /// <summary>Letters and digits mixed, such as <c>A4</c> or <c>5gb</c>.</summary>
    Code,

    /// <summary>A sign with a meaning of its own, such as a currency or an arrow.</summary>
    Sign,

    /// <summary>An e-mail or web address.</summary>
    Address,
}
