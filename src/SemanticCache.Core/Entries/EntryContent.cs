using System.Collections.Immutable;

namespace SemanticCache.Core.Entries;

/// <summary>The part of an entry that stores keep as one opaque value, written and read by <see cref="EntryCodec"/>.</summary>
/// <param name="Question">The question in canonical text.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Tags">The labels of the entry.</param>
/// <param name="Sources">The documents that the answer was written from.</param>
/// <param name="AnswerVector">The vector of the answer's text, kept in half precision; empty without one.</param>
/// <param name="TimeToLive">By how much being served puts the expiry off; null where it never does.</param>
public sealed record EntryContent(
    string Question,
    Answer Answer,
    ImmutableArray<string> Tags,
    ImmutableArray<SourceReference> Sources,
    ReadOnlyMemory<float> AnswerVector = default,
    TimeSpan? TimeToLive = null)
{
    /// <summary>Returns the content of an entry.</summary>
    public static EntryContent Of(CacheEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new EntryContent(entry.Question, entry.Answer, entry.Tags, entry.Sources, entry.AnswerVector, entry.TimeToLive);
    }
}
