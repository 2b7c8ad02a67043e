using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Namespaces;

/// <summary>A policy's rules of what the cache leaves alone, as the command line spells them.</summary>
internal static class BypassChoice
{
    /// <summary>What may be given.</summary>
    public const string Rule = "default, none, or one or more of personal, time_sensitive, follow_up, joined by commas";

    private const string Default = "default";
    private const string None = "none";
    private static readonly string[] Names = ["personal", "time_sensitive", "follow_up"];

    /// <summary>Tells whether names may be given like this.</summary>
    public static bool AreKnown(IReadOnlyList<string> names) => names is [Default] or [None] || (names.Count > 0 && names.All(Names.Contains));

    /// <summary>Returns the wire's choice, or null for the default, which is all.</summary>
    public static BypassRuleList? Read(IReadOnlyList<string> names) => names switch
    {
        [Default] => null,
        [None] => new BypassRuleList(),
        _ => new BypassRuleList { Names = { names } },
    };

    /// <summary>Returns how a choice is spelled.</summary>
    public static IReadOnlyList<string> Spell(BypassRuleList? rules) => rules switch
    {
        null => [Default],
        { Names.Count: 0 } => [None],
        _ => [.. rules.Names],
    };
}
