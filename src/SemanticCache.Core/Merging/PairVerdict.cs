namespace SemanticCache.Core.Merging;

/// <summary>What comparing two entries found.</summary>
internal enum PairVerdict
{
    /// <summary>Both answer the same need.</summary>
    Duplicates,

    /// <summary>A guard says that the questions ask for different things.</summary>
    GuardRefused,

    /// <summary>The answers contradict each other.</summary>
    AnswersDisagree,

    /// <summary>Whether the answers say the same is in doubt.</summary>
    AnswersUnsure,

    /// <summary>The verifier holds the questions for different, or cannot read them.</summary>
    QuestionsDiffer,

    /// <summary>The verifier was late, busy or left alone: nothing is known.</summary>
    NotVerified,
}
