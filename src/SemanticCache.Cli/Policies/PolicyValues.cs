using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Namespaces;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Policies;

/// <summary>The values of a policy's settings, spelled as <see cref="PolicyKey.TrySet"/> reads them; empty where the default depends on something else.</summary>
internal static class PolicyValues
{
    private static readonly Dictionary<string, Func<Policy, string>> Readers = new(StringComparer.Ordinal)
    {
        ["decision"] = policy => WireNames.Of(policy.Decision),
        ["similarity_threshold"] = policy => policy.HasSimilarityThreshold ? Number(policy.SimilarityThreshold) : "",
        ["minimum_confidence"] = policy => policy.HasMinimumConfidence ? Number(policy.MinimumConfidence) : "",
        ["guards"] = policy => List(GuardChoice.Spell(policy.Guards)),
        ["ttl"] = policy => Time(policy.Ttl),
        ["max_ttl"] = policy => Time(policy.MaxTtl),
        ["expiry"] = policy => WireNames.Of(policy.Expiry),
        ["ttl_jitter"] = policy => Number(policy.TtlJitter),
        ["stale_while_revalidate"] = policy => Time(policy.StaleWhileRevalidate),
        ["stale_if_error"] = policy => Time(policy.StaleIfError),
        ["replay_tokens_per_second"] = policy => Count(policy.ReplayTokensPerSecond),
        ["mode"] = policy => WireNames.Of(policy.Mode),
        ["tiers"] = policy => WireNames.Of(policy.Tiers),
        ["vary_by"] = policy => List(policy.VaryBy),
        ["ignore"] = policy => List(policy.Ignore.Select(WireNames.Of)),
        ["conversation"] = policy => WireNames.Of(policy.Conversation),
        ["conversation_turns"] = policy => Count(policy.ConversationTurns),
        ["bypass_rules"] = policy => List(BypassChoice.Spell(policy.BypassRules)),
        ["bypass_patterns"] = policy => List(policy.BypassPatterns),
        ["personal_data"] = policy => WireNames.Of(policy.PersonalData),
        ["personal_data_kinds"] = policy => List(PersonalDataChoice.Spell(policy.PersonalDataKinds)),
        ["subject_attribute"] = policy => policy.SubjectAttribute,
        ["recalibration.bias"] = policy => Number(policy.Recalibration?.Bias ?? 0),
        ["recalibration.slope"] = policy => Number(policy.Recalibration?.Slope ?? 1),
        ["audit_percent"] = policy => policy.HasAuditPercent ? Number(policy.AuditPercent) : "",
        ["max_entries"] = policy => Count(policy.MaxEntries),
        ["max_entry_bytes"] = policy => Count(policy.MaxEntryBytes),
        ["max_bytes"] = policy => policy.HasMaxBytes ? Count(policy.MaxBytes) : "",
        ["max_tenant_entries"] = policy => policy.HasMaxTenantEntries ? Count(policy.MaxTenantEntries) : "",
        ["eviction"] = policy => WireNames.Of(policy.Eviction),
        ["upstream"] = policy => policy.Upstream,
        ["cost.input_per_million"] = policy => Number(policy.Cost.InputPerMillion),
        ["cost.output_per_million"] = policy => Number(policy.Cost.OutputPerMillion),
    };

    /// <summary>The settings of a namespace that nobody has changed, as docs/cli.md names them.</summary>
    public static Policy Defaults { get; } = new()
    {
        Decision = Decision.Verified,
        Ttl = Duration.FromTimeSpan(TimeSpan.FromDays(1)),
        MaxTtl = Duration.FromTimeSpan(TimeSpan.FromDays(30)),
        Expiry = Expiry.Absolute,
        Mode = Mode.Serve,
        Tiers = Tiers.ExactThenSemantic,
        Conversation = Conversation.Exact,
        ConversationTurns = 2,
        PersonalData = PersonalData.DoNotStore,
        MaxEntries = 1_000_000,
        MaxEntryBytes = 256 * 1024,
        Eviction = Eviction.Lru,
        Cost = new TokenPrices { InputPerMillion = 0.15, OutputPerMillion = 0.60 },
    };

    /// <summary>Returns the value of a setting.</summary>
    public static string Of(Policy policy, PolicyKey key) => Readers[key.Name](policy);

    /// <summary>Returns the settings that two policies have not in common.</summary>
    public static IReadOnlyList<PolicyDifference> Compare(Policy left, Policy right) =>
    [
        .. from key in PolicyKeys.All
           let values = (Left: Of(left, key), Right: Of(right, key))
           where values.Left != values.Right
           select new PolicyDifference(key.Name, Given(values.Left), Given(values.Right)),
    ];

    private static string? Given(string value) => value.Length == 0 ? null : value;

    private static string List(IEnumerable<string> items) => string.Join(",", items);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Time(Duration? time) => time is null ? "" : Durations.Format(time.ToTimeSpan());
}
