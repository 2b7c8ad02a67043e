using System.Collections.Immutable;
using SemanticCache.Cli.Invocation;
using SemanticCache.Core.Decisions.Guards;

namespace SemanticCache.Cli.Quality;

/// <summary>Reads which guards are on.</summary>
internal static class GuardNames
{
    private const string None = "none";

    /// <summary>Returns the names; null leaves the defaults on.</summary>
    /// <exception cref="UsageException">A name is not a guard's.</exception>
    public static ImmutableArray<string>? Parse(string? text)
    {
        if (text is null or GuardRegistry.Default)
        {
            return null;
        }

        if (text == None)
        {
            return [];
        }

        var known = new GuardRegistry(GuardRegistry.CreateAll());
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.FirstOrDefault(name => !known.Names.Contains(name)) is { } unknown
            ? throw new UsageException($"guards: '{unknown}' is not a guard; there are: {string.Join(", ", known.Names)} (or default, all, none)")
            : [.. names];
    }
}
