namespace SemanticCache.Core.Jobs;

/// <summary>What a job does.</summary>
internal enum JobKind
{
    /// <summary>Asks a list of questions.</summary>
    Ask,

    /// <summary>Asks popular entries anew before they expire, until it is cancelled.</summary>
    Refresh,
}
