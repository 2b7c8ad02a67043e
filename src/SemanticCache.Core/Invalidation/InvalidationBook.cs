using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Invalidation;

/// <summary>Keeps invalidations, and the entries that they took away, for the grace period.</summary>
internal sealed class InvalidationBook
{
    private readonly IRecordStore _records;
    private readonly TimeProvider _time;
    private readonly TimeSpan _grace;

    public InvalidationBook(IRecordStore records, TimeProvider time, IOptions<InvalidationOptions> options)
    {
        _records = records;
        _time = time;
        _grace = options.Value.GracePeriod;
    }

    /// <summary>Writes an invalidation down as the write after <see cref="EntryInvalidation.Version"/> and returns it; null when another came first.</summary>
    public async Task<EntryInvalidation?> TryPutAsync(EntryInvalidation changed, CancellationToken cancellationToken)
    {
        var next = changed with { Version = changed.Version + 1, TouchedAt = _time.GetUtcNow() };
        var record = new StoredRecord
        {
            Kind = RecordKinds.Invalidation,
            Id = next.Id,
            Owner = next.Namespace,
            At = next.At,
            Version = next.Version,
            Content = JsonSerializer.SerializeToUtf8Bytes(next, InvalidationJson.Default.EntryInvalidation),
        };
        return await _records.TryPutRecordAsync(record, cancellationToken) ? next : null;
    }

    /// <summary>Keeps entries, as <see cref="InvalidatedEntryCodec"/> wrote them, as the chunk with this number.</summary>
    public async Task KeepAsync(EntryInvalidation owner, int chunk, byte[] entries, CancellationToken cancellationToken) => await _records.AddRecordsAsync(
        [new StoredRecord { Kind = RecordKinds.InvalidatedEntries, Id = ChunkId(owner, chunk), Owner = owner.Namespace, At = owner.At, Content = entries }], cancellationToken);

    /// <summary>Returns the entries of a chunk; none where it is not there.</summary>
    public async Task<ImmutableArray<InvalidatedEntry>> ReadAsync(EntryInvalidation owner, int chunk, CancellationToken cancellationToken) =>
        await _records.GetRecordAsync(RecordKinds.InvalidatedEntries, ChunkId(owner, chunk), cancellationToken) is { } record
            ? InvalidatedEntryCodec.Decode(record.Content, owner.Namespace)
            : [];

    /// <summary>Deletes a chunk that is needed no more.</summary>
    public async Task DropAsync(EntryInvalidation owner, int chunk, CancellationToken cancellationToken) =>
        await _records.DeleteRecordAsync(RecordKinds.InvalidatedEntries, ChunkId(owner, chunk), cancellationToken);

    /// <summary>Returns an invalidation in a namespace that is not too old; null when there is none that this tenant may see.</summary>
    public async Task<EntryInvalidation?> FindAsync(CacheNamespace target, string id, string? tenant, CancellationToken cancellationToken) =>
        await _records.GetRecordAsync(RecordKinds.Invalidation, id, cancellationToken) is { } record && Read(record, target, tenant) is { } found
        && _time.GetUtcNow() - found.At < _grace
            ? found
            : null;

    /// <summary>Returns a page of the invalidations in a namespace that are not too old and that this tenant may see, newest first.</summary>
    /// <exception cref="InvalidPageTokenException">The token belongs to no such list.</exception>
    public async Task<InvalidationPage> ListAsync(CacheNamespace target, string? tenant, PageRequest page, CancellationToken cancellationToken)
    {
        var oldest = _time.GetUtcNow() - _grace;
        var found = await _records.ListRecordsAsync(new RecordFilter(RecordKinds.Invalidation, target.Name), page, cancellationToken);
        return new InvalidationPage(
            [.. found.Records.Select(record => Read(record, target, tenant)).OfType<EntryInvalidation>().Where(each => each.At > oldest)], found.NextToken);
    }

    private static EntryInvalidation? Read(StoredRecord record, CacheNamespace target, string? tenant) =>
        JsonSerializer.Deserialize(record.Content.Span, InvalidationJson.Default.EntryInvalidation) is { } read
        && read.Namespace == target.Name && read.NamespaceCreatedAt == target.CreatedAt && (tenant is null || read.Tenant == tenant)
            ? read with { Version = record.Version }
            : null;

    private static string ChunkId(EntryInvalidation owner, int chunk) => string.Create(CultureInfo.InvariantCulture, $"{owner.Id}/{chunk}");
}
