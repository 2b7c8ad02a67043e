namespace SemanticCache.Core.Agreement;

/// <summary>Whether an answer begins with a yes or a no.</summary>
internal enum AnswerPolarity
{
    /// <summary>With neither.</summary>
    None,

    /// <summary>With a yes.</summary>
    Yes,

    /// <summary>With a no.</summary>
    No,
}
