using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Verification;

/// <summary>What the verifier has said so far of a question's candidates.</summary>
internal sealed class ReadPairs
{
    private readonly float?[] _probabilities;
    private readonly bool[] _isRead;
    private readonly ImmutableArray<int> _readable;

    /// <summary>Begins with nothing read of so many candidates, all of which may be.</summary>
    public ReadPairs(int count)
        : this(count, [.. Enumerable.Range(0, count)])
    {
    }

    /// <summary>Begins with nothing read of so many candidates, of which the given ranks may be.</summary>
    public ReadPairs(int count, ImmutableArray<int> readable)
    {
        _probabilities = new float?[count];
        _isRead = new bool[count];
        _readable = readable;
    }

    /// <summary>The number of candidates.</summary>
    public int Count => _isRead.Length;

    /// <summary>The ranks that may be read.</summary>
    public ImmutableArray<int> Readable => _readable;

    /// <summary>The ranks of these that were not read yet.</summary>
    public IEnumerable<int> Unread => _readable.Where(rank => !_isRead[rank]);

    /// <summary>Whether the verifier could not read one of the pairs.</summary>
    public bool HasUnreadable => Enumerable.Range(0, Count).Any(rank => _isRead[rank] && _probabilities[rank] is null);

    /// <summary>The probability of each candidate; null where it was not read or cannot be.</summary>
    public ReadOnlySpan<float?> Probabilities => _probabilities;

    /// <summary>Notes what the verifier said; null where it cannot read the pair.</summary>
    public void Note(int rank, float? probability)
    {
        _isRead[rank] = true;
        _probabilities[rank] = probability;
    }
}
