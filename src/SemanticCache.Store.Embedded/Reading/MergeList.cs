using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Reading;

/// <summary>Reads lists of merges page by page, and which merges were undone.</summary>
internal sealed class MergeList
{
    private const string Select =
        """
        SELECT m.seq, m.merge_id, e.id, m.id, m.reason, m.merged_at FROM merges m JOIN entries e ON e.seq = m.kept
        WHERE m.namespace = $namespace AND (m.merged_at, m.seq) < ($at, $row)
        ORDER BY m.merged_at DESC, m.seq DESC LIMIT $size
        """;

    // An entry that was merged on stands for all its wordings: what was told apart in one of them must not come together in another.
    private const string SelectUndone =
        """
        WITH ones (id) AS (SELECT $one UNION ALL SELECT a.id FROM aliases a JOIN entries e ON e.seq = a.entry WHERE e.id = $one),
            others (id) AS (SELECT $other UNION ALL SELECT a.id FROM aliases a JOIN entries e ON e.seq = a.entry WHERE e.id = $other)
        SELECT EXISTS (SELECT 1 FROM undone_merges
            WHERE (removed IN ones AND kept IN others) OR (removed IN others AND kept IN ones))
        """;

    private readonly ReaderPool _readers;

    /// <summary>Creates the list.</summary>
    public MergeList(ReaderPool readers)
    {
        _readers = readers;
    }

    /// <summary>Returns one page of a namespace's merges, newest first.</summary>
    /// <exception cref="InvalidPageTokenException">The token belongs to no list of this namespace's merges.</exception>
    public MergePage Page(string namespaceName, PageRequest page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page.Size, 1, nameof(page));
        var list = $"merges of {namespaceName}";
        var start = PageToken.Parse(page.Token, list);
        var size = Math.Min(page.Size, EntryList.MaximumPageSize);
        return _readers.Read((namespaceName, list, start, size), static (session, argument) =>
            Read(session, argument.namespaceName, argument.list, argument.start, argument.size));
    }

    /// <summary>Tells whether a merge of these two, or of wordings of theirs, was undone.</summary>
    public bool IsUndone(EntryId one, EntryId other) =>
        _readers.Read((one, other), static (session, pair) => session.QueryNumber(
            SelectUndone, [("$one", EntryRows.BytesOf(pair.one)), ("$other", EntryRows.BytesOf(pair.other))]) != 0);

    private static MergePage Read(SqliteSession session, string namespaceName, string list, PageToken start, int size)
    {
        using var row = session.Query(
            Select, ("$namespace", namespaceName), ("$at", start.CreatedAt), ("$row", start.Row), ("$size", size + 1));
        var merges = new List<EntryMerge>();
        var last = start;
        while (row.Read())
        {
            if (merges.Count == size)
            {
                return new MergePage(merges, last.ToText(list));
            }

            last = new PageToken(row.GetInt64(5), row.GetInt64(0));
            merges.Add(new EntryMerge(
                new MergeId(EntryRows.ReadId(row, 1).Value),
                EntryRows.ReadId(row, 2),
                EntryRows.ReadId(row, 3),
                row.GetString(4),
                EntryRows.ReadTime(row, 5)));
        }

        return new MergePage(merges, "");
    }
}
