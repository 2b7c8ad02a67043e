using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Agreement;

/// <summary>Tells whether two entries answer the same, or whether one of them is another answer.</summary>
internal sealed class AnswerIdentity
{
    private readonly AnswerComparer _comparer;

    public AnswerIdentity(AnswerComparer comparer)
    {
        _comparer = comparer;
    }

    /// <summary>
    /// Tells whether two entries certainly have the same answer, be it in other words; what was not compared before counts as another answer.
    /// </summary>
    public bool IsSame(CacheEntry left, CacheEntry right) =>
        left.Id == right.Id || HaveSameWords(left.Answer, right.Answer)
        || _comparer.TryCompare(left.Answer, right.Answer).Kind is AgreementKind.Agrees;

    private static bool HaveSameWords(Answer left, Answer right) =>
        string.Equals(left.Text, right.Text, StringComparison.Ordinal) && left.ToolCalls.AsSpan().SequenceEqual(right.ToolCalls.AsSpan());
}
