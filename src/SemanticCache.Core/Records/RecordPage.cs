namespace SemanticCache.Core.Records;

/// <summary>A part of a list of records.</summary>
/// <param name="Records">The records, newest first.</param>
/// <param name="NextToken">The token of the next page; empty after the last.</param>
public sealed record RecordPage(IReadOnlyList<StoredRecord> Records, string NextToken);
