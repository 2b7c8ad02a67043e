namespace SemanticCache.Core.Search;

/// <summary>A copy of a store.</summary>
/// <param name="Name">The file's name, without its folder.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Entries">How many entries it holds.</param>
public sealed record StoreBackup(string Name, long Bytes, long Entries);
