namespace SemanticCache.Core.Search;

/// <summary>Where entries live: the seam between the cache and its storage.</summary>
public interface ICacheStore : IEntryReader, IEntryWriter, ILabelStore;
