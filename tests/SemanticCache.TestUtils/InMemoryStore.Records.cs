using System.Globalization;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;

namespace SemanticCache.TestUtils;

/// <content>The records.</content>
public sealed partial class InMemoryStore : IRecordStore
{
    private readonly Dictionary<(string Kind, string Id), StoredRecord> _records = [];

    /// <summary>Every record, in no particular order.</summary>
    public IReadOnlyList<StoredRecord> Records
    {
        get
        {
            lock (_lock)
            {
                return [.. _records.Values];
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StoredRecord?> GetRecordAsync(string kind, string id, CancellationToken cancellationToken)
    {
        await Reads.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            return _records.GetValueOrDefault((kind, id));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryPutRecordAsync(StoredRecord record, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            var key = (record.Kind, record.Id);
            if ((_records.GetValueOrDefault(key)?.Version ?? 0) != record.Version - 1)
            {
                return false;
            }

            _records[key] = record;
            return true;
        }
    }

    /// <inheritdoc/>
    public async ValueTask AddRecordsAsync(IReadOnlyList<StoredRecord> records, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            foreach (var record in records)
            {
                _records[(record.Kind, record.Id)] = record;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<RecordPage> ListRecordsAsync(RecordFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await Reads.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            var start = page.Token.Length == 0 ? 0 : ReadToken(page.Token, filter);
            var rest = _records.Values.Where(filter.Matches).OrderByDescending(record => record.At).ThenBy(record => record.Id, StringComparer.Ordinal).Skip(start).ToList();
            var next = rest.Count > page.Size ? string.Create(CultureInfo.InvariantCulture, $"{start + page.Size}:{filter}") : "";
            return new RecordPage([.. rest.Take(page.Size)], next);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteRecordAsync(string kind, string id, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            return _records.Remove((kind, id));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DeleteRecordsAsync(RecordFilter filter, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            foreach (var record in _records.Values.Where(filter.Matches).ToList())
            {
                _records.Remove((record.Kind, record.Id));
            }
        }
    }

    private static int ReadToken(string token, RecordFilter filter)
    {
        var parts = token.Split(':', 2);
        return parts.Length == 2 && parts[1] == filter.ToString() && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? start
            : throw new InvalidPageTokenException();
    }
}
