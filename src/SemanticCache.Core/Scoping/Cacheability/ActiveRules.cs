using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>The rules that a policy uses.</summary>
/// <param name="ArePersonal">Whether personal questions are left alone.</param>
/// <param name="AreTimeSensitive">Whether time-sensitive questions are left alone.</param>
/// <param name="AreFollowUp">Whether the semantic tier leaves bare follow-ups alone.</param>
internal readonly record struct ActiveRules(bool ArePersonal, bool AreTimeSensitive, bool AreFollowUp)
{
    /// <summary>Returns a policy's rules.</summary>
    public static ActiveRules Of(NamespacePolicy policy) => new(
        BypassRuleNames.IsOn(policy, BypassRuleNames.Personal),
        BypassRuleNames.IsOn(policy, BypassRuleNames.TimeSensitive),
        BypassRuleNames.IsOn(policy, BypassRuleNames.FollowUp));
}
