using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>The best entries found so far, best first, and the bar that another entry has to reach.</summary>
internal ref struct BestMatches
{
    private readonly Span<ScoredEntry> _entries;
    private readonly float _reach;

    /// <summary>Starts with none.</summary>
    /// <param name="entries">Room for them; what exceeds the wanted ones is for near ties.</param>
    /// <param name="bounds">What is wanted.</param>
    /// <param name="error">How far an offered similarity can be from the true one.</param>
    public BestMatches(Span<ScoredEntry> entries, SearchBounds bounds, float error)
    {
        _entries = entries;
        _reach = bounds.Reach;
        Wanted = bounds.Wanted;
        Error = error;
        Bar = bounds.Floor;
    }

    /// <summary>How far an offered similarity can be from the true one.</summary>
    public float Error { get; }

    /// <summary>How many are wanted.</summary>
    public int Wanted { get; }

    /// <summary>
    /// The true similarity below which an entry is certainly not wanted: the floor, what the last of the wanted ones truly has at least, or
    /// what is out of the best one's reach.
    /// </summary>
    public float Bar { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Takes an entry if it can be among the wanted ones.</summary>
    public void Offer(EntryId id, float similarity)
    {
        if (similarity + Error < Bar || Contains(id))
        {
            return;
        }

        var place = Count;
        while (place > 0 && _entries[place - 1].Similarity < similarity)
        {
            place--;
        }

        Insert(place, new ScoredEntry(id, similarity));
        Bar = MathF.Max(Bar, _entries[0].Similarity - Error - _reach);
        if (Count >= Wanted)
        {
            Bar = MathF.Max(Bar, _entries[Wanted - 1].Similarity - Error);
        }
    }

    /// <summary>Drops what has fallen below the bar meanwhile, and returns how many are left.</summary>
    public int Finish()
    {
        while (Count > 0 && _entries[Count - 1].Similarity + Error < Bar)
        {
            Count--;
        }

        return Count;
    }

    private void Insert(int place, ScoredEntry entry)
    {
        if (place == _entries.Length)
        {
            return;
        }

        Count = Math.Min(Count + 1, _entries.Length);
        _entries[place..(Count - 1)].CopyTo(_entries[(place + 1)..]);
        _entries[place] = entry;
    }

    // An entry that is removed and added again during the search can be met at two places.
    private readonly bool Contains(EntryId id)
    {
        foreach (ref readonly var entry in _entries[..Count])
        {
            if (entry.Id == id)
            {
                return true;
            }
        }

        return false;
    }
}
