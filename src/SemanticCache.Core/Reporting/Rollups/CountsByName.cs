using System.Runtime.InteropServices;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>Counts of things that have names of a small fixed set. Not for several threads at once.</summary>
internal sealed class CountsByName
{
    // A name beyond it is a mistake of ours; a report must not grow with it.
    private const int MostNames = 100;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The counts.</summary>
    public IReadOnlyDictionary<string, long> All => _counts;

    /// <summary>Counts a thing.</summary>
    public void Add(string name, long count)
    {
        if (_counts.Count < MostNames || _counts.ContainsKey(name))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, name, out _) += count;
        }
    }

    /// <summary>Counts what another has counted.</summary>
    public void Add(CountsByName other)
    {
        foreach (var (name, count) in other._counts)
        {
            Add(name, count);
        }
    }
}
