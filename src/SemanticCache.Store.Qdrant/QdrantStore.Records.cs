using Qdrant.Client.Grpc;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;
using SemanticCache.Store.Qdrant.Points;
using SemanticCache.Store.Qdrant.Reading;
using static Qdrant.Client.Grpc.Conditions;

namespace SemanticCache.Store.Qdrant;

/// <content>Records.</content>
public sealed partial class QdrantStore
{
    /// <inheritdoc/>
    public async ValueTask<StoredRecord?> GetRecordAsync(string kind, string id, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        return await RecordAsync(RecordPayload.IdOf(kind, id), cancellationToken) is { } point ? RecordPayload.Read(point.Payload) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryPutRecordAsync(StoredRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var writer = Guid.CreateVersion7().ToString("N");
        var put = new UpsertPoints { CollectionName = _collections.Names.Records, Wait = true, Points = { RecordPayload.PointOf(record, writer) } };
        if (record.Version == 1)
        {
            put.UpdateMode = UpdateMode.InsertOnly;
        }
        else
        {
            (put.UpdateMode, put.UpdateFilter) = (UpdateMode.UpdateOnly, new Filter { Must = { Match(Fields.Version, record.Version - 1) } });
        }

        return await WriteAsync(token => _writer.TryPutAsync(put, writer, token), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask AddRecordsAsync(IReadOnlyList<StoredRecord> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Count > 0)
        {
            await WriteAsync(
                async token =>
                {
                    await _writer.UpsertAsync(_collections.Names.Records, [.. records.Select(record => RecordPayload.PointOf(record, ""))], token);
                    return true;
                },
                cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<RecordPage> ListRecordsAsync(RecordFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(page.Size, 1, nameof(page));
        var after = ListToken.Read(page.Token, filter.ToString());
        await OpenAsync(cancellationToken);
        var keys = await _ordered.FirstAsync(
            [_collections.Names.Records], RecordPayload.Selection(filter), Fields.At, Direction.Desc, after, page.Size + 1, cancellationToken);
        PointId[] ids = [.. keys.Take(page.Size).Select(key => (PointId)key.Id.Value)];
        var found = ids.Length == 0 ? [] : await RecordsAsync(ids, cancellationToken);
        var records = keys.Take(page.Size).Where(key => found.ContainsKey(key.Id.Value)).Select(key => RecordPayload.Read(found[key.Id.Value].Payload));
        return new RecordPage([.. records], keys.Count > page.Size ? ListToken.Write(keys[page.Size - 1], filter.ToString()) : "");
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteRecordAsync(string kind, string id, CancellationToken cancellationToken) => await WriteAsync(
        async token =>
        {
            var point = RecordPayload.IdOf(kind, id);
            var isThere = await RecordAsync(point, token) is not null;
            await _gateway.CallAsync("delete", (client, call) => client.DeleteAsync(_collections.Names.Records, point, cancellationToken: call), token);
            return isThere;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DeleteRecordsAsync(RecordFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await WriteAsync(
            async token =>
            {
                await _writer.DeleteAsync(_collections.Names.Records, RecordPayload.Selection(filter), token);
                return true;
            },
            cancellationToken);
    }

    private Task<StoredPoint?> RecordAsync(Guid id, CancellationToken cancellationToken) => _reader.GetAsync(_collections.Names.Records, id, cancellationToken);

    private async Task<Dictionary<Guid, StoredPoint>> RecordsAsync(IReadOnlyList<PointId> ids, CancellationToken cancellationToken)
    {
        var name = _collections.Names.Records;
        var points = await _gateway.CallAsync(
            "get", (client, token) => client.RetrieveAsync(name, ids, withPayload: true, withVectors: false, cancellationToken: token), cancellationToken);
        return points.Select(point => StoredPoint.Of(name, point)).ToDictionary(point => point.Id);
    }
}
