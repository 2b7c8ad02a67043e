using System.Runtime.CompilerServices;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Core.Pipeline;

/// <summary>Replays a stored answer, at once or as if a model were writing it.</summary>
internal static class PacedReplay
{
    // A word is taken for a token; longer pieces would make languages without spaces come in lumps.
    private const int LongestPiece = 12;

    /// <summary>Returns the answer's parts, the first of them at once.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="tokensPerSecond">How many words a second come; 0 gives all at once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async IAsyncEnumerable<AnswerEvent> ReadAsync(
        Answer answer, int tokensPerSecond, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        var sent = 0;
        foreach (var part in tokensPerSecond > 0 ? AnswerCapture.Replay(answer).SelectMany(Pieces) : AnswerCapture.Replay(answer))
        {
            if (tokensPerSecond > 0 && part is not AnswerEnd)
            {
                // Counted from the start, so that late timers do not add up.
                var wait = TimeSpan.FromSeconds((double)sent++ / tokensPerSecond) - time.GetElapsedTime(started);
                await (wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask);
            }

            yield return part;
        }
    }

    private static IEnumerable<AnswerEvent> Pieces(AnswerEvent part)
    {
        if (part is not TextDelta { Text: var text })
        {
            yield return part;
            yield break;
        }

        for (var start = 0; start < text.Length;)
        {
            var length = PieceLength(text.AsSpan(start));
            yield return new TextDelta(text.Substring(start, length));
            start += length;
        }
    }

    // The white space before a word and the word, never between the two halves of a surrogate pair: neither half is text.
    private static int PieceLength(ReadOnlySpan<char> rest)
    {
        var length = 0;
        for (var inWord = false; length < rest.Length && length < LongestPiece; length++)
        {
            var isSpace = char.IsWhiteSpace(rest[length]);
            if (inWord && isSpace)
            {
                break;
            }

            inWord = !isSpace;
        }

        return length < rest.Length && char.IsSurrogatePair(rest[length - 1], rest[length]) ? length - 1 : length;
    }
}
