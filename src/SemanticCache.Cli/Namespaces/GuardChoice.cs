using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Namespaces;

/// <summary>A policy's guards as the command line spells them.</summary>
internal static class GuardChoice
{
    /// <summary>What may be given.</summary>
    public const string Rule = "default, none, all or names of guards, joined by commas";

    private const string Default = "default";
    private const string None = "none";

    /// <summary>Returns the wire's choice, or null for the default; the service knows the names.</summary>
    public static GuardList? Read(IReadOnlyList<string> names) => names switch
    {
        [Default] => null,
        [None] => new GuardList(),
        _ => new GuardList { Names = { names } },
    };

    /// <summary>Returns how a choice is spelled.</summary>
    public static IReadOnlyList<string> Spell(GuardList? guards) => guards switch
    {
        null => [Default],
        { Names.Count: 0 } => [None],
        _ => [.. guards.Names],
    };
}
