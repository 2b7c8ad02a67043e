using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>How much memory an entry's texts take.</summary>
internal static class EntrySize
{
    /// <summary>Returns the bytes of the question, the answer, the tags and the sources, as they are in memory.</summary>
    public static long Of(CacheEntry entry)
    {
        var characters = (long)entry.Question.Length + entry.Answer.Text.Length;
        foreach (var call in entry.Answer.ToolCalls)
        {
            characters += call.Id.Length + call.Name.Length + call.Arguments.Length;
        }

        foreach (var tag in entry.Tags)
        {
            characters += tag.Length;
        }

        foreach (var source in entry.Sources)
        {
            characters += source.Id.Length + source.Version.Length;
        }

        return characters * sizeof(char);
    }
}
