using System.Collections.Immutable;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Knows every guard and which of them a policy switches on.</summary>
internal sealed class GuardBook
{
    private readonly ImmutableArray<IGuard> _all;
    private readonly ImmutableArray<IGuard> _defaults;

    public GuardBook(IEnumerable<IGuard> guards)
    {
        _all = [.. guards];
        _defaults = [.. _all.Where(guard => guard.IsDefault)];
    }

    /// <summary>Returns the guards of a policy.</summary>
    public ImmutableArray<IGuard> Of(NamespacePolicy policy) =>
        policy.Guards is { } names ? [.. _all.Where(guard => names.Contains(guard.Name, StringComparer.Ordinal))] : _defaults;
}
