namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>The tables of words, each in an embedded file of that name in lower case.</summary>
internal enum WordTableKind
{
    /// <summary>Words without content of their own, such as articles.</summary>
    Function,

    /// <summary>Words that deny.</summary>
    Negation,

    /// <summary>Words for numbers; the line's key is the value.</summary>
    Numbers,

    /// <summary>Units; the line's key is the dimension and the factor.</summary>
    Units,

    /// <summary>Parts of the calendar and the day.</summary>
    Calendar,

    /// <summary>Pairs of opposite words.</summary>
    Opposites,

    /// <summary>Actions that exclude each other.</summary>
    Actions,

    /// <summary>Products, platforms, plans and places that exclude each other.</summary>
    Entities,

    /// <summary>Whom a question is about.</summary>
    Roles,

    /// <summary>What a question asks for.</summary>
    Questions,

    /// <summary>When something happens: done, going on, to come.</summary>
    Status,

    /// <summary>Words that restrict what is asked.</summary>
    Conditions,

    /// <summary>How many of all.</summary>
    Quantifiers,
}
