using System.Globalization;
using SemanticCache.Cli.Invocation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Entries;

/// <summary>Draws entries.</summary>
internal static class EntryTable
{
    /// <summary>Draws an entry with everything.</summary>
    public static IRenderable Draw(EntryResult entry) => Fields.Draw(
        ("id", entry.Id),
        ("namespace", entry.Namespace),
        ("question", entry.Question),
        ("answer", entry.Answer),
        ("stored", Time(entry.CreateTime)),
        ("until", entry.Pinned ? "it is unpinned" : Time(entry.ExpireTime)),
        ("last used", Time(entry.LastUseTime)),
        ("hits", $"{entry.Hits.ToString("N0", CultureInfo.InvariantCulture)}, called right {entry.Good} times and wrong {entry.Bad} times"),
        ("found by", entry.Semantic ? "the same words and the same meaning" : "the same words only"),
        ("pinned", entry.Pinned ? "yes, it goes before others" : "no"),
        ("tags", entry.Tags.Count == 0 ? null : string.Join(", ", entry.Tags)),
        ("sources", entry.Sources.Count == 0 ? null : string.Join(", ", entry.Sources.Select(source => source.Version is null ? source.Id : $"{source.Id} {source.Version}"))));

    /// <summary>Draws entries in short.</summary>
    public static IRenderable Draw(EntryList list) => list.Items.Count == 0
        ? new Text("Nothing is stored.")
        : Fields.Draw(list.Items.Select(entry => (entry.Id, (string?)(entry.Pinned ? "(pinned) " + entry.Question : entry.Question))));

    private static string Time(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
