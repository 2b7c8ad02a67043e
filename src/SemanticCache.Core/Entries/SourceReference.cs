namespace SemanticCache.Core.Entries;

/// <summary>A document that an answer was written from, so that the entry can be taken back when it changes.</summary>
/// <param name="Id">The document's identifier in the caller's world.</param>
/// <param name="Version">The document's version; empty when not versioned.</param>
public sealed record SourceReference(string Id, string Version);
