using System.Collections.Immutable;

namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>One element of a pattern.</summary>
internal sealed class PatternElement
{
    private readonly ulong[] _singles;

    /// <summary>Makes an element; <paramref name="phrases"/> hold words' numbers and <paramref name="longestGap"/> counts words.</summary>
    public PatternElement(ElementKind kind, IReadOnlyCollection<ImmutableArray<int>> phrases, int longestGap = 0)
    {
        Kind = kind;
        LongestGap = longestGap;
        FirstWords = [.. phrases.Select(phrase => phrase[0]).Distinct()];
        Phrases = [.. phrases.Where(phrase => phrase.Length > 1)];
        var singles = phrases.Where(phrase => phrase.Length == 1).Select(phrase => phrase[0]).ToList();
        _singles = new ulong[(singles.DefaultIfEmpty().Max() / 64) + 1];
        foreach (var id in singles)
        {
            _singles[id / 64] |= 1UL << (id % 64);
        }
    }

    /// <summary>What the element asks for.</summary>
    public ElementKind Kind { get; }

    /// <summary>The most words of a gap.</summary>
    public int LongestGap { get; }

    /// <summary>The phrases of more than one word.</summary>
    public ImmutableArray<ImmutableArray<int>> Phrases { get; }

    /// <summary>The words with which what is asked for can begin.</summary>
    public ImmutableArray<int> FirstWords { get; }

    /// <summary>Tells whether one of the single words has that number.</summary>
    public bool Has(int id) => id / 64 < _singles.Length && (_singles[id / 64] & (1UL << (id % 64))) != 0;
}
