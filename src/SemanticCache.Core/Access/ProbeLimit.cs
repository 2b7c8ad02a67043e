using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Access;

/// <summary>
/// How many different questions of one caller may miss in a minute: who asks many things that nobody asked looks for what others did ask.
/// </summary>
internal sealed class ProbeLimit
{
    private const int RememberedPerMiss = 4;

    private readonly TokenBucket _bucket;
    private readonly Lock _lock = new();
    private readonly HashSet<EntryId> _seen = [];

    public ProbeLimit(int perMinute, TimeProvider time)
    {
        _bucket = new TokenBucket(perMinute, time);
    }

    /// <summary>How many in a minute.</summary>
    public int PerMinute => _bucket.PerMinute;

    /// <summary>Whether another question may be looked up.</summary>
    public bool MayProbe => _bucket.HasAny;

    /// <summary>Counts a miss, unless the same question missed lately.</summary>
    public void Count(EntryId question)
    {
        lock (_lock)
        {
            if (_seen.Count >= (long)PerMinute * RememberedPerMiss)
            {
                _seen.Clear();
            }

            if (_seen.Add(question))
            {
                _bucket.Take();
            }
        }
    }
}
