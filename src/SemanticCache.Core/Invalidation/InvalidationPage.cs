namespace SemanticCache.Core.Invalidation;

/// <summary>A part of the list of invalidations.</summary>
/// <param name="Invalidations">The invalidations, newest first.</param>
/// <param name="NextToken">The token of the next page; empty after the last.</param>
internal sealed record InvalidationPage(IReadOnlyList<EntryInvalidation> Invalidations, string NextToken);
