using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>The guards that there are, and those that a policy chooses.</summary>
internal sealed class GuardRegistry
{
    /// <summary>Stands in a policy for every guard.</summary>
    public const string All = "all";

    /// <summary>Stands in a policy for the guards that run by default.</summary>
    public const string Default = "default";

    private readonly ImmutableArray<IGuard> _all;
    private readonly ImmutableArray<IGuard> _defaults;

    public GuardRegistry(IEnumerable<IGuard> guards)
    {
        _all = [.. guards];
        _defaults = [.. _all.Where(guard => guard.IsDefault)];
        Names = [Default, All, .. _all.Select(guard => guard.Name)];
    }

    /// <summary>Returns the product's guards, in the order in which they run: those that are cheap and refuse most come first.</summary>
    /// <exception cref="Reading.WordTableException">A table of words cannot be read.</exception>
    public static ImmutableArray<IGuard> CreateAll() =>
    [
        new DirectionGuard(), new NegationGuard(), new UnitGuard(), new NumberGuard(), new DateGuard(), new EntityGuard(),
        new ConditionGuard(), new ActionGuard(), new RoleGuard(), new QuantifierGuard(), new StatusGuard(), new QuestionGuard(),
    ];

    /// <summary>The names that a policy may contain: those that stand for several guards, then all guards in the order in which they run.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Returns the guards that a policy chooses, in the order in which they run; null chooses the defaults.</summary>
    public ImmutableArray<IGuard> Choose(ImmutableArray<string>? names)
    {
        if (names is not { } chosen)
        {
            return _defaults;
        }

        // A stored policy may name a guard that this version does not have: rather a guard too many than none.
        var hasDefaults = chosen.Any(name => name is Default || !Names.Contains(name));
        return [.. _all.Where(guard => (hasDefaults && guard.IsDefault) || chosen.Contains(All) || chosen.Contains(guard.Name))];
    }

    /// <summary>Returns the refusal of the first guard that refuses, or null when all let the candidate pass.</summary>
    public static GuardRefusal? FirstRefusal(ImmutableArray<IGuard> guards, GuardText question, GuardText candidate)
    {
        foreach (var guard in guards)
        {
            if (guard.Check(question, candidate) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
