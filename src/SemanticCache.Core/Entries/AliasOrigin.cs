namespace SemanticCache.Core.Entries;

/// <summary>How a wording came to be accepted as an alias.</summary>
public enum AliasOrigin
{
    /// <summary>The decision served the entry for it; likely right, so it serves the same words again but draws no others near.</summary>
    Verified,

    /// <summary>A fresh answer to it agreed with the entry's answer.</summary>
    Confirmed,

    /// <summary>It was an entry of its own whose answer agreed, and was merged.</summary>
    Merged,
}
