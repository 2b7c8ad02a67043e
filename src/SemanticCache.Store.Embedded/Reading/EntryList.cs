using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Reading;

/// <summary>Reads lists of entries page by page, and counts them.</summary>
internal sealed class EntryList
{
    /// <summary>The size of the largest page; larger requests get this many.</summary>
    public const int MaximumPageSize = 1_000;

    private readonly ReaderPool _readers;
    private readonly EntryLookup _lookup;

    /// <summary>Creates the list.</summary>
    public EntryList(ReaderPool readers, EntryLookup lookup)
    {
        _readers = readers;
        _lookup = lookup;
    }

    /// <summary>Returns one page, newest first.</summary>
    /// <exception cref="InvalidPageTokenException">The token belongs to no list with this filter.</exception>
    public EntryPage Page(EntryFilter filter, PageRequest page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page.Size, 1, nameof(page));
        var start = PageToken.Parse(page.Token, filter);
        var size = Math.Min(page.Size, MaximumPageSize);
        return _readers.Read((List: this, filter, start, size), static (session, argument) =>
            argument.List.Read(session, argument.filter, argument.start, argument.size));
    }

    /// <summary>Counts the entries that match.</summary>
    public long Count(EntryFilter filter) =>
        _readers.Read(new EntryFilterSql(filter), static (session, sql) =>
            session.QueryNumber($"SELECT count(*) FROM entries WHERE {sql.Condition}", sql.Parameters));

    private EntryPage Read(SqliteSession session, EntryFilter filter, PageToken start, int size)
    {
        var sql = new EntryFilterSql(filter);
        using var row = session.Query(
            $"""
            SELECT {EntryRows.Columns} FROM entries e WHERE {sql.Condition} AND (created_at, seq) < ($created, $row)
            ORDER BY created_at DESC, seq DESC LIMIT $size
            """,
            sql.With(("$created", start.CreatedAt), ("$row", start.Row), ("$size", size + 1)));
        var entries = new List<CacheEntry>(size);
        var last = start;
        for (var read = 0; row.Read(); read++)
        {
            if (read == size)
            {
                return new EntryPage(entries, last.ToText(filter));
            }

            last = new PageToken(row.GetInt64(6), row.GetInt64(0));
            if (_lookup.Read(row) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return new EntryPage(entries, "");
    }
}
