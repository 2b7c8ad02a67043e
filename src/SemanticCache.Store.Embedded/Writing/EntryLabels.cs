using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>The rows by which entries are found by tag and by source.</summary>
internal static class EntryLabels
{
    private const string InsertTag = "INSERT OR IGNORE INTO entry_tags (tag, entry) VALUES ($tag, $entry)";

    private const string InsertSource =
        "INSERT OR IGNORE INTO entry_sources (source, version, entry) VALUES ($source, $version, $entry)";

    /// <summary>Adds the labels of an entry that was inserted.</summary>
    public static void Add(SqliteSession session, CacheEntry entry, long row)
    {
        foreach (var tag in entry.Tags)
        {
            session.Execute(InsertTag, ("$tag", tag), ("$entry", row));
        }

        foreach (var source in entry.Sources)
        {
            session.Execute(InsertSource, ("$source", source.Id), ("$version", source.Version), ("$entry", row));
        }
    }
}
