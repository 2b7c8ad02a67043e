using System.Collections.Immutable;
using SemanticCache.Cli.Invocation;
using SemanticCache.Core.Decisions.Guards;

namespace SemanticCache.Cli.Quality;

/// <summary>Reads which guards are on.</summary>
internal static class GuardNames
{
    /// <summary>Returns the names; null leaves the defaults on.</summary>
    /// <exception cref="UsageException">A name is not a guard's.</exception>
    public static ImmutableArray<string>? Parse(string? text)
    {
        switch (text)
        {
            case null or "default":
                return null;
            case "none":
                return [];
            case "all":
                return GuardCatalogue.Names;
        }

        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.FirstOrDefault(name => !GuardCatalogue.Names.Contains(name)) is { } unknown
            ? throw new UsageException($"guards: '{unknown}' is not a guard; there are: {string.Join(", ", GuardCatalogue.Names)} (or default, all, none)")
            : [.. names];
    }
}
