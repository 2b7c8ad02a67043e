namespace SemanticCache.Core.Agreement;

/// <summary>The rules that decide whether two answers agree.</summary>
public static class AgreementReasons
{
    /// <summary>The normalised texts are equal.</summary>
    public const string SameText = "same_text";

    /// <summary>No rule objects, enough content is shared, and the similarity reaches its bar.</summary>
    public const string SameSubstance = "same_substance";

    /// <summary>An answer is too short to be judged.</summary>
    public const string TooShort = "too_short";

    /// <summary>An answer is too long to be judged.</summary>
    public const string TooLong = "too_long";

    /// <summary>The similarity is not known.</summary>
    public const string UnknownSimilarity = "unknown_similarity";

    /// <summary>No rule objects, but the similarity stays below its bar.</summary>
    public const string BelowSimilarity = "below_similarity";

    /// <summary>No rule objects, but too little content is shared.</summary>
    public const string TooFewSharedWords = "too_few_shared_words";

    /// <summary>Nearly the same words, and one or two of them replaced.</summary>
    public const string LookAlike = "look_alike";

    /// <summary>They hardly have anything in common.</summary>
    public const string AnotherSubject = "another_subject";

    /// <summary>An answer was not read before, and there was no time to.</summary>
    public const string NotRead = "not_read";

    /// <summary>The calls of tools differ.</summary>
    public const string ToolCalls = "tool_calls";

    /// <summary>Each answer has a number that the other lacks.</summary>
    public const string Numbers = "numbers";

    /// <summary>One answer has a number that the other lacks.</summary>
    public const string MissingNumber = "missing_number";

    /// <summary>Equal numbers belong to different things.</summary>
    public const string SwappedNumbers = "swapped_numbers";

    /// <summary>One begins with yes, the other with no.</summary>
    public const string Polarity = "polarity";

    /// <summary>Each answer names something that the other does not.</summary>
    public const string Names = "names";

    /// <summary>Links, addresses or telephone numbers differ.</summary>
    public const string Links = "links";

    /// <summary>Blocks of code differ.</summary>
    public const string Code = "code";

    /// <summary>What one answer negates the other states.</summary>
    public const string Negation = "negation";

    /// <summary>One answer has a word and the other its opposite.</summary>
    public const string Opposites = "opposites";

    /// <summary>One answer restricts with a word ("only", "unless") that the other has nothing for.</summary>
    public const string Restriction = "restriction";
}
