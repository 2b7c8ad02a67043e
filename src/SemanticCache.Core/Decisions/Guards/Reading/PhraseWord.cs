using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>A word of a phrase.</summary>
/// <param name="Forms">The forms that match.</param>
/// <param name="HasGap">Whether other words may stand before it.</param>
internal sealed record PhraseWord(ImmutableArray<string> Forms, bool HasGap)
{
    /// <summary>Tells whether a lower-case word matches.</summary>
    public bool Matches(ReadOnlySpan<char> word)
    {
        foreach (var form in Forms)
        {
            if (word.SequenceEqual(form))
            {
                return true;
            }
        }

        return false;
    }
}
