using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>What this instance has counted in each namespace.</summary>
internal sealed class RollupBook : NamespaceBook<NamespaceRollups>
{
    public RollupBook(NamespaceDirectory known, TimeProvider time)
        : base(known, OfThisRun(time))
    {
    }

    private static Func<string, NamespaceRollups> OfThisRun(TimeProvider time)
    {
        var instance = Guid.CreateVersion7().ToString("N");
        return name => new NamespaceRollups(name, instance, time);
    }
}
