namespace SemanticCache.Core.Records;

/// <summary>How long records of a kind are kept.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Kept">How long, more than zero.</param>
internal sealed record RecordLife(string Kind, TimeSpan Kept);
