namespace SemanticCache.Browser.Tests;

/// <summary>What is asked in the tests.</summary>
internal static class Questions
{
    /// <summary>Has a stored answer.</summary>
    public const string Limit = "How do I raise my card limit?";

    /// <summary>Means the same.</summary>
    public const string LimitAgain = "How can I raise the limit of my card?";

    /// <summary>Means the contrary, and is nearly a hit.</summary>
    public const string LowerLimit = "How do I lower my card limit?";

    /// <summary>Has a stored answer.</summary>
    public const string Cancel = "How do I cancel an order I placed today?";

    /// <summary>Means the same.</summary>
    public const string CancelAgain = "How do I cancel an order I made today?";

    /// <summary>Has no answer.</summary>
    public const string Branch = "Where is the nearest branch?";

    /// <summary>Has none either, and means about the same.</summary>
    public const string BranchAgain = "Where is the closest branch?";
}
