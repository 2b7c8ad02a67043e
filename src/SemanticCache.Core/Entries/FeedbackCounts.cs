namespace SemanticCache.Core.Entries;

/// <summary>How many callers called hits on an entry right and wrong.</summary>
/// <param name="Good">Hits called right.</param>
/// <param name="Bad">Hits called wrong.</param>
public readonly record struct FeedbackCounts(int Good, int Bad);
