using SemanticCache.Core.Upstream;

namespace SemanticCache.Core.Policies;

/// <summary>Checks a policy whole, so that an administrator sees every mistake at once.</summary>
internal static class PolicyValidator
{
    private const int LargestEntryBytes = 4 * 1024 * 1024;
    private const long LargestEntryCount = 100_000_000;
    private const long LargestByteCount = 1L << 50;
    private const double LargestJitter = 50;
    private const int MostConversationTurns = 16;
    private const int LongestAttribute = 128;
    private static readonly TimeSpan LongestStale = TimeSpan.FromDays(30);
    private static readonly TimeSpan ShortestRetention = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestTimeToLive = TimeSpan.FromDays(36_500);

    /// <summary>Returns every mistake of the policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="upstreams">The configured upstreams.</param>
    /// <param name="guardNames">The names that may stand for guards.</param>
    public static IReadOnlyList<PolicyMistake> Validate(NamespacePolicy policy, UpstreamRegistry upstreams, IReadOnlyCollection<string> guardNames) =>
        [.. Bars(policy), .. Learning(policy), .. Guards(policy, guardNames), .. Recording(policy), .. Lifetimes(policy), .. Limits(policy), .. Quotas(policy), .. BypassValidator.Validate(policy), .. Routes(policy, upstreams)];

    private static IEnumerable<PolicyMistake> Bars(NamespacePolicy policy)
    {
        if (policy.SimilarityThreshold is not (null or (>= 0 and <= 1)))
        {
            yield return new PolicyMistake("similarity_threshold", "must be from 0 to 1, higher is stricter");
        }

        if (policy.MinimumConfidence is not (null or (>= 0 and <= 1)))
        {
            yield return new PolicyMistake("minimum_confidence", "must be from 0 to 1, higher is stricter");
        }
    }

    private static IEnumerable<PolicyMistake> Learning(NamespacePolicy policy)
    {
        if (policy.AuditPercent is not (null or (>= 0 and <= 100)))
        {
            yield return new PolicyMistake("audit_percent", "must be from 0 to 100");
        }

        if (policy.CanaryPercent is not (>= 0 and <= 100))
        {
            yield return new PolicyMistake("canary_percent", "must be from 0 to 100");
        }

        if (policy.Recalibration is not (null or { Bias: >= -10 and <= 10, Slope: > 0 and <= 10 }))
        {
            yield return new PolicyMistake("recalibration", "bias must be from -10 to 10, slope more than 0 and at most 10");
        }
    }

    private static IEnumerable<PolicyMistake> Recording(NamespacePolicy policy)
    {
        if (policy.ErrorBudget is not (null or (>= 0 and <= 1)))
        {
            yield return new PolicyMistake("error_budget", "must be from 0 to 1, a share of hits");
        }

        if (policy.DecisionRetention < ShortestRetention || policy.DecisionRetention > NamespacePolicy.LongestDecisionRetention)
        {
            yield return new PolicyMistake("decision_retention", $"must be from {ShortestRetention.Hours} hour to {NamespacePolicy.LongestDecisionRetention.Days} days");
        }
    }

    private static IEnumerable<PolicyMistake> Guards(NamespacePolicy policy, IReadOnlyCollection<string> known)
    {
        foreach (var name in policy.Guards?.Where(name => !known.Contains(name)) ?? [])
        {
            yield return new PolicyMistake("guards", $"'{name}' is not a guard; known are: {string.Join(", ", known)}");
        }
    }

    private static IEnumerable<PolicyMistake> Lifetimes(NamespacePolicy policy)
    {
        if (policy.TimeToLive <= TimeSpan.Zero)
        {
            yield return new PolicyMistake("ttl", "must be more than zero");
        }

        if (policy.MaximumTimeToLive < policy.TimeToLive || policy.MaximumTimeToLive > LongestTimeToLive)
        {
            yield return new PolicyMistake("max_ttl", $"must be at least ttl and at most {LongestTimeToLive.Days} days");
        }

        if (policy.TimeToLiveJitter is not (>= 0 and <= LargestJitter))
        {
            yield return new PolicyMistake("ttl_jitter", $"must be from 0 to {LargestJitter} percent");
        }

        if (policy.StaleWhileRevalidate < TimeSpan.Zero || policy.StaleWhileRevalidate > LongestStale)
        {
            yield return new PolicyMistake("stale_while_revalidate", $"must be from 0 to {LongestStale.Days} days");
        }

        if (policy.StaleIfError < TimeSpan.Zero || policy.StaleIfError > LongestStale)
        {
            yield return new PolicyMistake("stale_if_error", $"must be from 0 to {LongestStale.Days} days");
        }
    }

    private static IEnumerable<PolicyMistake> Quotas(NamespacePolicy policy)
    {
        if (policy.MaximumEntries is < 1 or > LargestEntryCount)
        {
            yield return new PolicyMistake("max_entries", $"must be from 1 to {LargestEntryCount}");
        }

        if (policy.MaximumBytes is < 1 or > LargestByteCount)
        {
            yield return new PolicyMistake("max_bytes", $"must be from 1 to {LargestByteCount}; leave it out for no limit");
        }

        if (policy.MaximumTenantEntries is < 1 or > LargestEntryCount)
        {
            yield return new PolicyMistake("max_tenant_entries", $"must be from 1 to {LargestEntryCount}; leave it out for no limit");
        }
    }

    private static IEnumerable<PolicyMistake> Limits(NamespacePolicy policy)
    {
        if (policy.MaximumEntryBytes is < 1 or > LargestEntryBytes)
        {
            yield return new PolicyMistake("max_entry_bytes", $"must be from 1 to {LargestEntryBytes}");
        }

        if (policy.ConversationTurns is < 1 or > MostConversationTurns)
        {
            yield return new PolicyMistake("conversation_turns", $"must be from 1 to {MostConversationTurns}");
        }

        if (policy.ReplayTokensPerSecond is < 0 or > NamespacePolicy.MostReplayTokensPerSecond)
        {
            yield return new PolicyMistake("replay_tokens_per_second", $"must be from 0, which replays at once, to {NamespacePolicy.MostReplayTokensPerSecond}");
        }

        if (!IsPrice(policy.Prices.InputPerMillion) || !IsPrice(policy.Prices.OutputPerMillion))
        {
            yield return new PolicyMistake("cost", "prices must be numbers, not negative");
        }
    }

    private static bool IsPrice(double price) => price is >= 0 and < double.PositiveInfinity;

    private static IEnumerable<PolicyMistake> Routes(NamespacePolicy policy, UpstreamRegistry upstreams)
    {
        if (upstreams.Find(policy.Upstream) is null)
        {
            yield return new PolicyMistake(
                "upstream", $"'{policy.Upstream}' is not configured; known are: {string.Join(", ", upstreams.Names)}");
        }

        foreach (var attribute in policy.VaryBy.Where(string.IsNullOrWhiteSpace))
        {
            yield return new PolicyMistake("vary_by", $"'{attribute}' is not the name of an attribute");
        }

        if (policy.SubjectAttribute.Length > LongestAttribute || (policy.SubjectAttribute.Length > 0 && string.IsNullOrWhiteSpace(policy.SubjectAttribute)))
        {
            yield return new PolicyMistake("subject_attribute", $"must be the name of an attribute, of at most {LongestAttribute} characters");
        }
    }
}
