using System.Collections.Frozen;

namespace SemanticCache.Core.Privacy;

/// <summary>Words that tell what the number behind them is.</summary>
internal sealed class ContextWords
{
    private const int LongestWay = 32;

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _words;

    public ContextWords(IEnumerable<string> words)
    {
        _words = words.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Tells whether one of the words stands within a few words before a place, with no other number between.</summary>
    public bool PrecedeIn(string text, int start)
    {
        var end = start;
        var stop = Math.Max(0, start - LongestWay);
        for (var at = start - 1; at >= stop && !char.IsAsciiDigit(text[at]); at--)
        {
            if (!char.IsLetter(text[at]))
            {
                end = at;
            }
            else if ((at == 0 || !char.IsLetter(text[at - 1])) && _words.Contains(text.AsSpan(at, end - at)))
            {
                return true;
            }
        }

        return false;
    }
}
