using System.Collections.Immutable;

namespace SemanticCache.Core.Policies;

/// <summary>The names of the rules by which the cache leaves questions alone.</summary>
internal static class BypassRuleNames
{
    /// <summary>Questions for the state or content of the asker's own things.</summary>
    public const string Personal = "personal";

    /// <summary>Questions whose answer changes with the hour or the day.</summary>
    public const string TimeSensitive = "time_sensitive";

    /// <summary>Questions that mean nothing without what was said before.</summary>
    public const string FollowUp = "follow_up";

    /// <summary>All names.</summary>
    public static ImmutableArray<string> All { get; } = [Personal, TimeSensitive, FollowUp];

    /// <summary>Tells whether a policy uses a rule.</summary>
    public static bool IsOn(NamespacePolicy policy, string rule) => policy.BypassRules is not { } chosen || chosen.Contains(rule);
}
