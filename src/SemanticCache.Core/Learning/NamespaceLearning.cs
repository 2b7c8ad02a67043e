using System.Runtime.InteropServices;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Learning;

/// <summary>The labels of one namespace and what they teach.</summary>
internal sealed class NamespaceLearning
{
    private const int LabelsPerEntry = 16;
    private const int RefitEvery = 16;
    private const double BoundLevel = 0.95;

    private readonly Lock _lock = new();
    private readonly LearningOptions _options;
    private readonly Random _random;
    private readonly DriftDetector _drift = new();
    private readonly LinkedList<HitLabel> _labels = [];
    private readonly Dictionary<(EntryId Entry, EntryId Question), LinkedListNode<HitLabel>> _nodes = [];
    private readonly Dictionary<EntryId, List<HitLabel>> _entries = [];
    private Recalibration _fitted = Recalibration.None;
    private int _sinceFit;
    private int _audited;
    private int _auditedWrong;
    private int _alarms;

    /// <param name="options">The limits.</param>
    /// <param name="random">Draws which hits are audited.</param>
    public NamespaceLearning(LearningOptions options, Random random)
    {
        _options = options;
        _random = random;
    }

    /// <summary>What is known at present.</summary>
    public LearningState State
    {
        get
        {
            lock (_lock)
            {
                var right = _labels.Count(label => label.IsRight);
                return new LearningState
                {
                    Right = right,
                    Wrong = _labels.Count - right,
                    Fitted = IsLearned ? Fit() : Recalibration.None,
                    IsLearned = IsLearned,
                    Audited = _audited,
                    AuditedWrong = _auditedWrong,
                    WrongShareBound = BinomialBound.Upper(_auditedWrong, _audited, BoundLevel),
                    Alarms = _alarms,
                };
            }
        }
    }

    private bool IsLearned => _labels.Count >= _options.FewestLabels;

    /// <summary>Notes labels, in place of those of the same entry and question.</summary>
    public void Add(IEnumerable<HitLabel> labels)
    {
        lock (_lock)
        {
            foreach (var label in labels)
            {
                Remove((label.Entry, label.Question));
                _nodes[(label.Entry, label.Question)] = _labels.AddLast(label);
                (CollectionsMarshal.GetValueRefOrAddDefault(_entries, label.Entry, out _) ??= []).Add(label);
                _sinceFit++;
                if (_labels.Count > _options.LabelsPerNamespace)
                {
                    Remove((_labels.First!.Value.Entry, _labels.First.Value.Question));
                }
            }

            if (IsLearned && _sinceFit >= RefitEvery)
            {
                _fitted = Fit();
                _sinceFit = 0;
            }
        }
    }

    /// <summary>Returns the probability that serving an entry is right, after what was learned; null while too little is known.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="score">The log-odds that the calibration gives.</param>
    public double? Probability(CacheEntry entry, double score)
    {
        Span<(double Score, bool IsRight)> labels = stackalloc (double, bool)[LabelsPerEntry];
        var count = 0;
        Recalibration fitted;
        lock (_lock)
        {
            if (!IsLearned)
            {
                return null;
            }

            fitted = _fitted;
            var known = _entries.GetValueOrDefault(entry.Id);
            for (var i = (known?.Count ?? 0) - 1; i >= 0 && count < LabelsPerEntry; i--)
            {
                // An entry that was answered anew since must earn its trust anew.
                if (known![i].AnsweredAt == entry.CreatedAt)
                {
                    labels[count++] = (fitted.Of(known[i].Score), known[i].IsRight);
                }
            }
        }

        return EntryBoundary.Probability(fitted.Of(score), labels[..count]);
    }

    /// <summary>Returns whether the answer that an entry had at a time is known to be right for a question.</summary>
    public IReadOnlyDictionary<(EntryId Entry, DateTimeOffset AnsweredAt, EntryId Question), bool> Verdicts()
    {
        lock (_lock)
        {
            return _labels.ToDictionary(label => (label.Entry, label.AnsweredAt, label.Question), label => label.IsRight);
        }
    }

    /// <summary>Draws whether a hit is audited.</summary>
    /// <param name="percent">The share of hits that is, in percent.</param>
    public bool DrawsAudit(double percent)
    {
        if (percent <= 0)
        {
            return false;
        }

        lock (_lock)
        {
            return _random.NextDouble() * 100 < percent;
        }
    }

    /// <summary>Notes what the audit of a hit found, and tells whether hits are wrong more often than allowed.</summary>
    /// <param name="isWrong">Whether the hit was wrong.</param>
    /// <param name="allowed">The share of hits that may be wrong, in [0, 1].</param>
    public bool Audited(bool isWrong, double allowed)
    {
        lock (_lock)
        {
            _audited++;
            _auditedWrong += isWrong ? 1 : 0;
            return _drift.Observe(isWrong, allowed);
        }
    }

    /// <summary>Forgets everything but the number of alarms, which grows.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _labels.Clear();
            _nodes.Clear();
            _entries.Clear();
            _fitted = Recalibration.None;
            (_sinceFit, _audited, _auditedWrong) = (0, 0, 0);
            _alarms++;
            _drift.Reset();
        }
    }

    /// <summary>Forgets the labels whose entry or question is one of these; what they taught is learned anew without them.</summary>
    public void Forget(IReadOnlyCollection<EntryId> wordings)
    {
        var forgotten = wordings.ToHashSet();
        lock (_lock)
        {
            foreach (var key in _nodes.Keys.Where(key => forgotten.Contains(key.Entry) || forgotten.Contains(key.Question)).ToList())
            {
                Remove(key);
            }

            _fitted = IsLearned ? Fit() : Recalibration.None;
        }
    }

    private void Remove((EntryId Entry, EntryId Question) key)
    {
        if (!_nodes.Remove(key, out var node))
        {
            return;
        }

        _labels.Remove(node);
        var known = _entries[key.Entry];
        known.Remove(node.Value);
        if (known.Count == 0)
        {
            _entries.Remove(key.Entry);
        }
    }

    private Recalibration Fit() => RecalibrationFit.Of([.. _labels]);
}
