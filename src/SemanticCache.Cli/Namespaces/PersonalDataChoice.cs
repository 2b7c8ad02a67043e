using SemanticCache.Core.Policies;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Namespaces;

/// <summary>The kinds of personal data that a policy looks for, as the command line spells them.</summary>
internal static class PersonalDataChoice
{
    /// <summary>What may be given.</summary>
    public static readonly string Rule = $"default, none, or one or more of {string.Join(", ", PersonalDataNames.All)}, joined by commas";

    private const string Default = "default";
    private const string None = "none";

    /// <summary>Tells whether names may be given like this.</summary>
    public static bool AreKnown(IReadOnlyList<string> names) => names is [Default] or [None] || (names.Count > 0 && names.All(PersonalDataNames.All.Contains));

    /// <summary>Returns the wire's choice, or null for the default, which is all.</summary>
    public static PersonalDataKindList? Read(IReadOnlyList<string> names) => names switch
    {
        [Default] => null,
        [None] => new PersonalDataKindList(),
        _ => new PersonalDataKindList { Names = { names } },
    };

    /// <summary>Returns how a choice is spelled.</summary>
    public static IReadOnlyList<string> Spell(PersonalDataKindList? kinds) => kinds switch
    {
        null => [Default],
        { Names.Count: 0 } => [None],
        _ => [.. kinds.Names],
    };
}
