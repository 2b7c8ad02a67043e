namespace SemanticCache.Core.Records;

/// <summary>Selects records.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="Owner">The namespace that they belong to, empty for none; null for every one.</param>
/// <param name="From">The earliest time; null for any.</param>
/// <param name="Before">The time that theirs lies before; null for any.</param>
public sealed record RecordFilter(string Kind, string? Owner = null, DateTimeOffset? From = null, DateTimeOffset? Before = null)
{
    /// <summary>Tells whether a record is selected.</summary>
    public bool Matches(StoredRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Kind == Kind && (Owner is null || record.Owner == Owner) && (From is null || record.At >= From) && (Before is null || record.At < Before);
    }
}
