namespace SemanticCache.Core.Agreement;

/// <summary>Whether two answers say the same in substance.</summary>
public enum AgreementKind
{
    /// <summary>It cannot be told; treat the answers as if they had not been compared.</summary>
    Unsure,

    /// <summary>They say the same in other words.</summary>
    Agrees,

    /// <summary>They differ in something that decides.</summary>
    Disagrees,
}
