namespace SemanticCache.Core.Policies;

/// <summary>What being served does to an entry's expiry.</summary>
public enum Expiry
{
    /// <summary>Nothing: an entry expires a fixed time after it was stored.</summary>
    Absolute,

    /// <summary>It is put off by the entry's own time to live, but not beyond the policy's longest one after it was stored.</summary>
    Sliding,
}
