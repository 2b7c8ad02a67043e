namespace SemanticCache.Core.Jobs;

/// <summary>How far a job is.</summary>
internal enum JobState
{
    /// <summary>There is something left to do.</summary>
    Open,

    /// <summary>All is done.</summary>
    Done,

    /// <summary>Somebody ended it.</summary>
    Cancelled,

    /// <summary>It cannot go on.</summary>
    Failed,
}
