using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Lists every guard.</summary>
internal static class GuardCatalogue
{
    /// <summary>Every guard, the cheapest first.</summary>
    public static ImmutableArray<IGuard> All { get; } =
    [
        new QuestionTypeGuard(), new TenseGuard(), new NumberGuard(), new UnitGuard(), new DateGuard(), new DirectionGuard(), new EntityGuard(),
        new ActionGuard(), new AmountGuard(), new RoleGuard(), new ConditionGuard(), new NameGuard(), new NegationGuard(),
    ];

    /// <summary>The names of all guards.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(guard => guard.Name)];
}
