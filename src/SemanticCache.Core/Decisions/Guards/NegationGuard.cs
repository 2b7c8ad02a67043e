using System.Collections.Frozen;
using SemanticCache.Core.Decisions.Signals;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses where one text denies what the other says: "with a receipt" and "without a receipt", "has arrived" and "has not arrived".</summary>
internal sealed class NegationGuard : IGuard
{
    private const int FurthestWord = 4;

    private static readonly FrozenSet<string> Cues = FrozenSet.ToFrozenSet(["not", "no", "never", "without", "nothing", "stop"], StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => "negation";

    /// <inheritdoc/>
    public bool IsDefault => false;

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        if (FindDenied(question, candidate) is { } mine)
        {
            return new GuardRefusal(Name, "negation_differs", mine.Cue, mine.Word);
        }

        return FindDenied(candidate, question) is { } theirs ? new GuardRefusal(Name, "negation_differs", theirs.Word, theirs.Cue) : null;
    }

    /// <summary>Finds a word that the first text denies and the second one says.</summary>
    private static (string Cue, string Word)? FindDenied(GuardText denying, GuardText saying)
    {
        for (var at = 0; at < denying.Tokens.Length; at++)
        {
            if (!IsCue(denying.Tokens[at].Text) || DeniedAfter(denying, at) is not { } denied)
            {
                continue;
            }

            var stem = QuestionWords.StemOf(denied.Text);
            if (saying.Tokens.Select((token, index) => (token, index)).Any(each => QuestionWords.StemOf(each.token.Text) == stem) && !IsDenied(saying, stem))
            {
                var said = saying.Tokens.First(token => QuestionWords.StemOf(token.Text) == stem);
                return (denying.Text[denying.Tokens[at].Start..(denied.Start + denied.Length)], saying.Span(said));
            }
        }

        return null;
    }

    private static bool IsDenied(GuardText text, string stem)
    {
        for (var at = 0; at < text.Tokens.Length; at++)
        {
            if (IsCue(text.Tokens[at].Text) && DeniedAfter(text, at) is { } denied && QuestionWords.StemOf(denied.Text) == stem)
            {
                return true;
            }
        }

        return false;
    }

    private static GuardToken? DeniedAfter(GuardText text, int cue)
    {
        for (var at = cue + 1; at < text.Tokens.Length && at <= cue + FurthestWord; at++)
        {
            if (!WordWeights.IsFunctionWord(text.Tokens[at].Text))
            {
                return text.Tokens[at];
            }
        }

        return null;
    }

    private static bool IsCue(string word) => Cues.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal);
}
