namespace SemanticCache.Core.Policies;

/// <summary>Checks which questions a policy has the cache leave alone.</summary>
internal static class BypassValidator
{
    /// <summary>How many patterns a policy may have.</summary>
    public const int MostPatterns = 64;

    /// <summary>How long a pattern may be, in characters.</summary>
    public const int LongestPattern = 200;

    /// <summary>Returns every mistake of a policy's rules and patterns.</summary>
    public static IEnumerable<PolicyMistake> Validate(NamespacePolicy policy)
    {
        foreach (var rule in policy.BypassRules?.Except(BypassRuleNames.All) ?? [])
        {
            yield return new PolicyMistake("bypass_rules", $"'{rule}' is not a rule; known are: {string.Join(", ", BypassRuleNames.All)}");
        }

        if (policy.BypassPatterns.Length > MostPatterns)
        {
            yield return new PolicyMistake("bypass_patterns", $"must be at most {MostPatterns}");
        }

        foreach (var pattern in policy.BypassPatterns.Where(pattern => !IsPattern(pattern)))
        {
            yield return new PolicyMistake(
                "bypass_patterns", $"'{pattern}' is not a pattern: up to {LongestPattern} characters of words, and of * for any words, apart by spaces");
        }
    }

    private static bool IsPattern(string pattern)
    {
        var parts = pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return pattern.Length <= LongestPattern
            && parts.Any(part => part != "*")
            && parts.All(part => part == "*" || (part.Any(char.IsLetterOrDigit) && !part.Contains('*')));
    }
}
