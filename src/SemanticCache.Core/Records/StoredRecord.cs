namespace SemanticCache.Core.Records;

/// <summary>A small thing that instances share beside entries: a key, a line of the audit log, what an invalidation took away.</summary>
public sealed record StoredRecord
{
    /// <summary>Gets what it is, from <see cref="RecordKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets its identifier, unique among those of its kind.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the namespace that it belongs to; empty for none.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Gets the time that orders it among those of its kind.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the number of its writes, from 1.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Gets what it says, as its kind writes it.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }
}
