namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>A batch of decisions that may still grow. Not for several threads at once.</summary>
internal sealed class UnwrittenBatch
{
    private readonly List<LoggedDecision> _decisions = [];

    public UnwrittenBatch(string id)
    {
        Id = id;
    }

    /// <summary>The identifier of its record.</summary>
    public string Id { get; }

    /// <summary>The decisions, oldest first.</summary>
    public IReadOnlyList<LoggedDecision> Decisions => _decisions;

    /// <summary>How many times it was changed.</summary>
    public int Changes { get; private set; }

    /// <summary>Adds a decision.</summary>
    public void Add(LoggedDecision decision)
    {
        _decisions.Add(decision with { Id = DecisionBatch.IdOf(Id, _decisions.Count) });
        Changes++;
    }

    /// <summary>Makes decisions nobody's.</summary>
    public void Forget(Predicate<LoggedDecision> isMeant)
    {
        for (var place = 0; place < _decisions.Count; place++)
        {
            if (isMeant(_decisions[place]))
            {
                _decisions[place] = _decisions[place].Forgotten();
                Changes++;
            }
        }
    }
}
