namespace SemanticCache.Core.WriteBack;

/// <summary>Whether an answer may be stored, and if not, why.</summary>
public enum Admission
{
    /// <summary>It may.</summary>
    Admitted,

    /// <summary>The request is one that the cache leaves alone.</summary>
    Bypassed,

    /// <summary>The caller forbade it.</summary>
    NoStore,

    /// <summary>The answer is not whole: cut, filtered, or ended for another reason than its own end.</summary>
    Incomplete,

    /// <summary>The answer says nothing.</summary>
    Empty,

    /// <summary>Question and answer are larger than the policy allows.</summary>
    TooLarge,

    /// <summary>The question or the answer holds personal data, which the policy does not store.</summary>
    PersonalData,

    /// <summary>A limit of the namespace or the tenant is reached, and nothing that could go for it is left: all is pinned.</summary>
    Quota,
}
