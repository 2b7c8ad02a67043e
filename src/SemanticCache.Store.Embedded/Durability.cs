namespace SemanticCache.Store.Embedded;

/// <summary>What an acknowledged write survives.</summary>
public enum Durability
{
    /// <summary>Synced at each transaction: acknowledged writes survive the process, the system and the power failing.</summary>
    Full,

    /// <summary>
    /// Synced at checkpoints only: acknowledged writes survive the process being killed; the system or the power failing may take
    /// back the last of them, but never leaves a damaged file.
    /// </summary>
    Normal,
}
