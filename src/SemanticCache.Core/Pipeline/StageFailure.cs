namespace SemanticCache.Core.Pipeline;

/// <summary>How a stage failed.</summary>
internal enum StageFailure
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>It was not done when the lookup's time was up.</summary>
    TimedOut,
}
