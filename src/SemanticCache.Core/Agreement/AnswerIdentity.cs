using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Agreement;

/// <summary>Tells whether two entries answer the same, or whether one is another answer.</summary>
internal static class AnswerIdentity
{
    /// <summary>Tells whether two entries certainly have the same answer; entries of unlike wording count as other answers until merged.</summary>
    public static bool IsSameAnswer(CacheEntry left, CacheEntry right) =>
        left.Id == right.Id
        || (string.Equals(left.Answer.Text, right.Answer.Text, StringComparison.Ordinal)
            && left.Answer.ToolCalls.AsSpan().SequenceEqual(right.Answer.ToolCalls.AsSpan()));
}
