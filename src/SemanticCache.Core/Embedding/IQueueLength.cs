namespace SemanticCache.Core.Embedding;

/// <summary>A model that can tell how much work waits for it.</summary>
public interface IQueueLength
{
    /// <summary>The number of texts or pairs that wait.</summary>
    int WaitingCount { get; }
}
