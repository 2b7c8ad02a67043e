using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Entries;

/// <summary>A stored question with its answer.</summary>
/// <param name="Id">The entry's identifier.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer's text.</param>
/// <param name="CreateTime">When it was stored.</param>
/// <param name="ExpireTime">From when on it is not served.</param>
/// <param name="LastUseTime">When it was last served or stored.</param>
/// <param name="Hits">How often it was served.</param>
/// <param name="Good">Hits that callers called right.</param>
/// <param name="Bad">Hits that callers called wrong.</param>
/// <param name="Semantic">Whether questions of the same meaning can find it.</param>
/// <param name="Pinned">Whether it is a curated answer, which never expires and goes before others.</param>
/// <param name="Tags">Its labels.</param>
/// <param name="Sources">The documents that it was written from.</param>
internal sealed record EntryResult(
    string Id,
    string Namespace,
    string Question,
    string Answer,
    DateTimeOffset CreateTime,
    DateTimeOffset ExpireTime,
    DateTimeOffset LastUseTime,
    long Hits,
    int Good,
    int Bad,
    bool Semantic,
    bool Pinned,
    IReadOnlyList<string> Tags,
    IReadOnlyList<EntrySource> Sources)
{
    /// <summary>Reads an entry from the wire.</summary>
    public static EntryResult Of(Entry entry) => new(
        entry.Id,
        entry.Namespace,
        entry.Question,
        entry.Answer.Text,
        entry.CreateTime.ToDateTimeOffset(),
        entry.ExpireTime.ToDateTimeOffset(),
        entry.LastUseTime.ToDateTimeOffset(),
        entry.HitCount,
        entry.GoodFeedbackCount,
        entry.BadFeedbackCount,
        entry.Semantic,
        entry.Pinned,
        [.. entry.Tags],
        [.. entry.Sources.Select(source => new EntrySource(source.Id, source.Version.Length == 0 ? null : source.Version))]);
}
