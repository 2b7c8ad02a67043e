using System.Globalization;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Deletes the rows of one condition, at most <see cref="ChunkSize"/>, and returns how many.</summary>
internal sealed class DeleteOperation : WriteOperation<int>
{
    /// <summary>How many rows one transaction deletes, so that writes of others do not wait long.</summary>
    public const int ChunkSize = 1_000;

    private const string These =
        """
        seq IN (
            SELECT stored.seq FROM json_each($entries) named JOIN entries stored ON stored.id = unhex(named.value ->> 0)
            WHERE stored.created_at = named.value ->> 1)
        """;

    private readonly string _selection;
    private readonly (string Name, object Value)[] _parameters;
    private List<RemovedEntry> _removed = [];

    /// <summary>Deletes the rows that match a condition.</summary>
    public DeleteOperation(string condition, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        _selection = $"SELECT {EntryRemoval.Columns} FROM entries WHERE {condition} LIMIT {ChunkSize}";
        _parameters = parameters.ToArray();
    }

    /// <summary>How many rows the last execution deleted.</summary>
    public int Deleted => _removed.Count;

    /// <summary>Returns the deletion of what expired by <paramref name="now"/>.</summary>
    public static DeleteOperation Expired(DateTimeOffset now) => new("expires_at <= $now", [("$now", now.UtcTicks)]);

    /// <summary>Returns the deletion of these very entries, at most <see cref="ChunkSize"/>, as far as they were not replaced.</summary>
    public static DeleteOperation Of(IReadOnlyList<CacheEntry> entries)
    {
        var named = entries.Select(entry => string.Create(CultureInfo.InvariantCulture, $"[\"{Convert.ToHexString(EntryRows.BytesOf(entry.Id))}\",{entry.CreatedAt.UtcTicks}]"));
        return new DeleteOperation(These, [("$entries", $"[{string.Join(',', named)}]")]);
    }

    /// <summary>Returns the deletion of one damaged row, unless another has taken its number since.</summary>
    public static DeleteOperation Damaged(long row, object vector, object content) =>
        new("seq = $row AND vector IS $vector AND content IS $content", [("$row", row), ("$vector", vector), ("$content", content)]);

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        _removed = EntryRemoval.Run(session, _selection, _parameters);
        Result = Deleted;
    }

    /// <inheritdoc/>
    public override void Publish(LiveState state) => _removed.ForEach(state.Removed);
}
