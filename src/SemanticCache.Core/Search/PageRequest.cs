namespace SemanticCache.Core.Search;

/// <summary>Which part of a long list is wanted.</summary>
/// <param name="Size">How many items at most, at least 1.</param>
/// <param name="Token">The token of the previous page; empty for the first.</param>
public readonly record struct PageRequest(int Size, string Token);
