using System.Text;

namespace SemanticCache.Core.Entries;

/// <summary>How large an entry is, as limits on entries and namespaces count.</summary>
public static class ContentSize
{
    /// <summary>Returns the bytes of question and answer in UTF-8.</summary>
    public static long Of(string question, Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var bytes = (long)Encoding.UTF8.GetByteCount(question) + Encoding.UTF8.GetByteCount(answer.Text);
        foreach (var call in answer.ToolCalls.IsDefault ? [] : answer.ToolCalls)
        {
            bytes += Encoding.UTF8.GetByteCount(call.Name) + Encoding.UTF8.GetByteCount(call.Arguments);
        }

        return bytes;
    }

    /// <summary>Returns the bytes of an entry's question and answer in UTF-8.</summary>
    public static long Of(CacheEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Of(entry.Question, entry.Answer);
    }
}
