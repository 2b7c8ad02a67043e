namespace SemanticCache.Core.Merging;

/// <summary>How far one namespace was looked through: once everything that was there, and again and again what came since.</summary>
internal sealed class NamespaceWalks
{
    // An entry has its time from before it is written; what is written late must not be overlooked.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private readonly string _name;
    private readonly EntryWalk _past;
    private EntryWalk? _recent;
    private DateTimeOffset _recentBegan;
    private DateTimeOffset _covered;

    /// <summary>Starts at a time with everything stored until then still to be looked through.</summary>
    public NamespaceWalks(string name, DateTimeOffset now)
    {
        _name = name;
        _past = new EntryWalk(name, DateTimeOffset.MinValue);
        _covered = now - Overlap;
    }

    /// <summary>Returns the walks of a round that are not done, in order: what came since the last time goes first.</summary>
    public IEnumerable<EntryWalk> Begin(DateTimeOffset now)
    {
        if (_recent is { IsDone: true })
        {
            _covered = _recentBegan - Overlap;
            _recent = null;
        }

        if (_recent is null)
        {
            _recent = new EntryWalk(_name, _covered);
            _recentBegan = now;
        }

        return _past.IsDone ? [_recent] : [_recent, _past];
    }
}
