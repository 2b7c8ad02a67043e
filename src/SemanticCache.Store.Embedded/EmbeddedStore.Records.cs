using SemanticCache.Core.Records;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded;

/// <content>Records.</content>
public sealed partial class EmbeddedStore
{
    /// <inheritdoc/>
    public ValueTask<StoredRecord?> GetRecordAsync(string kind, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(id);
        return new(Engine.Read(session => RecordRows.Find(session, kind, id)));
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryPutRecordAsync(StoredRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return await WriteRecordsAsync(session => record.Version == 1 ? RecordRows.Insert(session, record) : RecordRows.Update(session, record), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask AddRecordsAsync(IReadOnlyList<StoredRecord> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        await WriteRecordsAsync(
            session =>
            {
                foreach (var record in records)
                {
                    RecordRows.Put(session, record);
                }

                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<RecordPage> ListRecordsAsync(RecordFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(page.Size, 1, nameof(page));
        var start = PageToken.Parse(page.Token, filter.ToString());
        var engine = Engine;
        return await Task.Run(() => engine.Read(session => RecordRows.List(session, filter, start, page.Size)), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteRecordAsync(string kind, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(id);
        return await WriteRecordsAsync(session => RecordRows.Delete(session, kind, id), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DeleteRecordsAsync(RecordFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        while (await WriteRecordsAsync(session => RecordRows.DeleteSome(session, filter), cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private Task<bool> WriteRecordsAsync(Func<Sqlite.SqliteSession, bool> change, CancellationToken cancellationToken) =>
        Engine.WriteAsync(new RecordOperation(change) { CancellationToken = cancellationToken }, cancellationToken);
}
