namespace SemanticCache.Core.Merging;

/// <summary>How far one namespace was looked through: once everything that was there, and again and again what came since.</summary>
internal sealed class NamespaceWalks
{
    // An entry has its time from before it is written; what is written late must not be overlooked.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private readonly string _name;
    private readonly EntryWalk _past;
    private EntryWalk? _recent;
    private DateTimeOffset? _began;

    /// <summary>Starts with everything still to be looked through.</summary>
    public NamespaceWalks(string name)
    {
        _name = name;
        _past = new EntryWalk(name, DateTimeOffset.MinValue);
    }

    /// <summary>Returns the walks of a round, in order: what came since the last time goes first.</summary>
    public IEnumerable<EntryWalk> Begin(DateTimeOffset now)
    {
        if (_began is { } began && _recent is not { IsDone: false })
        {
            _recent = new EntryWalk(_name, began - Overlap);
            _began = now;
        }

        _began ??= now;
        return _recent is null ? [_past] : [_recent, _past];
    }
}
