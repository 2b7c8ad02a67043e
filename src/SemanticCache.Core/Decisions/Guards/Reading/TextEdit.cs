namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>What is left of two texts when the words that both begin and end with are taken away.</summary>
/// <param name="First">The index of the first token that differs, the same in both.</param>
/// <param name="QuestionLast">The index of the question's last token that differs; before <paramref name="First"/> when nothing is left.</param>
/// <param name="CandidateLast">The same of the candidate.</param>
/// <param name="IsSmall">Whether the texts are nearly the same, so that what is left alone makes the difference.</param>
internal readonly record struct TextEdit(int First, int QuestionLast, int CandidateLast, bool IsSmall)
{
    private const int LongestRest = 4;
    private const int LongestInsertion = 7;
    private const int FewestShared = 3;

    /// <summary>Compares two texts.</summary>
    public static TextEdit Between(GuardText question, GuardText candidate)
    {
        var most = Math.Min(question.Tokens.Length, candidate.Tokens.Length);
        var begin = 0;
        while (begin < most && question.Word(begin).SequenceEqual(candidate.Word(begin)))
        {
            begin++;
        }

        var end = 0;
        while (end < most - begin && question.Word(question.Tokens.Length - 1 - end).SequenceEqual(candidate.Word(candidate.Tokens.Length - 1 - end)))
        {
            end++;
        }

        var questionLast = question.Tokens.Length - 1 - end;
        var candidateLast = candidate.Tokens.Length - 1 - end;
        var rest = Math.Max(questionLast, candidateLast) - begin + 1;
        var longest = questionLast < begin || candidateLast < begin ? LongestInsertion : LongestRest;
        return new TextEdit(begin, questionLast, candidateLast, rest <= longest && begin + end >= FewestShared && begin + end >= rest);
    }

    /// <summary>The number of tokens of the question that differ.</summary>
    public int QuestionLength => QuestionLast - First + 1;

    /// <summary>The number of tokens of the candidate that differ.</summary>
    public int CandidateLength => CandidateLast - First + 1;
}
