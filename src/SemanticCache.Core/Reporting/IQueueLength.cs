namespace SemanticCache.Core.Reporting;

/// <summary>What an embedder or a verifier with a queue tells about it; optional.</summary>
public interface IQueueLength
{
    /// <summary>The number of items that wait at this moment.</summary>
    int WaitingCount { get; }
}
