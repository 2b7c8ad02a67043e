using System.Globalization;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>The figures of a namespace that this instance has counted; exact under concurrency.</summary>
internal sealed class NamespaceRollups
{
    // While the store is away; the hours and days still hold what the oldest minutes had.
    private const int MostUnwrittenMinutes = 180;

    private readonly Lock _lock = new();
    private readonly string _namespace;
    private readonly string _instance;
    private readonly TimeProvider _time;
    private readonly List<RollupBucket> _buckets = [];
    private readonly Rollup _sinceStart = new();
    private Rollup _latest = new();
    private DateTimeOffset _minute;
    private bool _hasLatest;
    private int _created;

    /// <param name="namespaceName">The namespace.</param>
    /// <param name="instance">A name of this run of this instance that no other has.</param>
    /// <param name="time">Tells the time.</param>
    public NamespaceRollups(string namespaceName, string instance, TimeProvider time)
    {
        _namespace = namespaceName;
        _instance = instance;
        _time = time;
    }

    /// <summary>Counts a request that ended now.</summary>
    public void Add(in FinishedRequest request)
    {
        lock (_lock)
        {
            Latest().Add(request);
        }
    }

    /// <summary>Adds sums that became known now.</summary>
    public void Add(RollupSums sums)
    {
        lock (_lock)
        {
            Latest().Add(sums);
        }
    }

    /// <summary>Returns the figures since the service started.</summary>
    public Rollup SinceStart()
    {
        lock (_lock)
        {
            Fold();
            return Copy(_sinceStart);
        }
    }

    /// <summary>Returns copies of a level's buckets that the store may not have whole, with the identifiers of their records.</summary>
    public IReadOnlyList<(string Id, DateTimeOffset Start, Rollup Figures)> Live(RollupLevel level)
    {
        lock (_lock)
        {
            Fold();
            return [.. _buckets.Where(bucket => bucket.Level == level).Select(bucket => (bucket.Id, bucket.Start, Copy(bucket.Figures)))];
        }
    }

    /// <summary>Returns what is to be written.</summary>
    public IReadOnlyList<PendingRollup> Pending()
    {
        lock (_lock)
        {
            Fold();
            return [.. _buckets.Where(bucket => !bucket.IsWritten).Select(bucket => new PendingRollup(_namespace, bucket, bucket.Changes, Copy(bucket.Figures)))];
        }
    }

    /// <summary>Notes what is written, and lets go what is over.</summary>
    public void Written(IEnumerable<PendingRollup> written)
    {
        lock (_lock)
        {
            foreach (var each in written)
            {
                each.Bucket.WrittenChanges = each.Changes;
            }

            var now = _time.GetUtcNow();
            _buckets.RemoveAll(bucket => bucket.IsWritten && bucket.Start + bucket.Level.Length() <= now);
        }
    }

    private Rollup Latest()
    {
        var minute = RollupLevel.Minute.Floor(_time.GetUtcNow());
        if (_hasLatest && minute != _minute)
        {
            Fold();
        }

        (_minute, _hasLatest) = (minute, true);
        return _latest;
    }

    // Requests are counted once; what each of them means for minutes, hours and days is added up here, many at a time.
    private void Fold()
    {
        if (!_hasLatest)
        {
            return;
        }

        _sinceStart.Add(_latest);
        foreach (var level in RollupLevels.All)
        {
            Bucket(level, level.Floor(_minute)).Add(_latest);
        }

        (_latest, _hasLatest) = (new Rollup(), false);
    }

    private RollupBucket Bucket(RollupLevel level, DateTimeOffset start)
    {
        if (_buckets.Find(bucket => bucket.Level == level && bucket.Start == start) is { } found)
        {
            return found;
        }

        var made = new RollupBucket(level, start, $"{_namespace}/{_instance}/{(_created++).ToString(CultureInfo.InvariantCulture)}");
        _buckets.Add(made);
        if (level is RollupLevel.Minute && _buckets.Count(bucket => bucket.Level is RollupLevel.Minute) > MostUnwrittenMinutes)
        {
            _buckets.Remove(_buckets.Find(bucket => bucket.Level is RollupLevel.Minute)!);
        }

        return made;
    }

    private static Rollup Copy(Rollup figures)
    {
        var copy = new Rollup();
        copy.Add(figures);
        return copy;
    }
}
