namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>The decisions of a namespace that this instance has not written yet; safe for several threads.</summary>
internal sealed class NamespaceDecisions
{
    private const int LargestBatch = 500;

    // While the store is away: the oldest go.
    private const int MostBatches = 20;

    private readonly Lock _lock = new();
    private readonly int _perMinute;
    private readonly List<UnwrittenBatch> _batches = [];
    private DateTimeOffset _minuteBegan;
    private int _inMinute;

    /// <param name="namespaceName">The namespace.</param>
    /// <param name="perMinute">How many are logged in a minute.</param>
    public NamespaceDecisions(string namespaceName, int perMinute)
    {
        Namespace = namespaceName;
        _perMinute = perMinute;
    }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>Takes room for one decision of this moment; false where the minute has no more.</summary>
    public bool TryReserve(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (now - _minuteBegan >= TimeSpan.FromMinutes(1) || now < _minuteBegan)
            {
                (_minuteBegan, _inMinute) = (now, 0);
            }

            return _inMinute++ < _perMinute;
        }
    }

    /// <summary>Logs a decision that room was taken for; returns how many older ones were left out, because they wait in vain to be written.</summary>
    public int Add(LoggedDecision decision)
    {
        lock (_lock)
        {
            if (_batches.Count == 0 || _batches[^1].Decisions.Count >= LargestBatch)
            {
                _batches.Add(new UnwrittenBatch(Guid.CreateVersion7(decision.At).ToString("N")));
            }

            _batches[^1].Add(decision);
            return Trim();
        }
    }

    /// <summary>Returns what is not written, newest batch first, and in each the oldest decision first.</summary>
    public IReadOnlyList<(string Id, LoggedDecision[] Decisions)> Unwritten()
    {
        lock (_lock)
        {
            return [.. _batches.AsEnumerable().Reverse().Select(batch => (batch.Id, batch.Decisions.ToArray()))];
        }
    }

    /// <summary>Returns what is to be written; a batch that grows meanwhile is written again.</summary>
    public IReadOnlyList<PendingBatch> Pending()
    {
        lock (_lock)
        {
            return [.. _batches.Select(batch => new PendingBatch(Namespace, batch, batch.Changes, [.. batch.Decisions]))];
        }
    }

    /// <summary>Lets go what is written and has not changed since.</summary>
    public void Written(IEnumerable<PendingBatch> written)
    {
        lock (_lock)
        {
            foreach (var each in written)
            {
                if (each.Batch.Changes == each.Changes)
                {
                    _batches.Remove(each.Batch);
                }
            }
        }
    }

    /// <summary>Returns the time of the oldest decision that is somebody's and not written; null where there is none.</summary>
    public DateTimeOffset? OldestOfASubject()
    {
        lock (_lock)
        {
            return _batches.SelectMany(batch => batch.Decisions).FirstOrDefault(decision => decision.Subject.Length > 0)?.At;
        }
    }

    /// <summary>Makes decisions nobody's.</summary>
    public void Forget(Predicate<LoggedDecision> isMeant)
    {
        lock (_lock)
        {
            _batches.ForEach(batch => batch.Forget(isMeant));
        }
    }

    private int Trim()
    {
        if (_batches.Count <= MostBatches)
        {
            return 0;
        }

        var lost = _batches[0].Decisions.Count;
        _batches.RemoveAt(0);
        return lost;
    }
}
