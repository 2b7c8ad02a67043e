using System.Text.RegularExpressions;

namespace SemanticCache.Core.Policies;

/// <summary>The rule for names of namespaces.</summary>
internal static partial class NamespaceName
{
    /// <summary>The rule in words, for error messages.</summary>
    public const string Rule = "1 to 63 of a-z, 0-9, '.', '_' and '-', starting with a letter or digit";

    /// <summary>Tells whether a name follows the rule.</summary>
    public static bool IsValid(string name) => Pattern().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,62}\z")]
    private static partial Regex Pattern();
}
