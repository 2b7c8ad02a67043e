using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Namespaces;

/// <summary>Every setting of a policy that the command line knows.</summary>
internal static class PolicyKeys
{
    private const string Share = "a number from 0 to 1, higher is stricter";
    private const string Price = "a price per million tokens, at least 0";

    /// <summary>The settings, in the order in which they are shown.</summary>
    public static IReadOnlyList<PolicyKey> All { get; } =
    [
        Choice<Decision>("decision", (policy, value) => policy.Decision = value),
        Number("similarity_threshold", Share, value => value is >= 0 and <= 1, (policy, value) => policy.SimilarityThreshold = value),
        Number("minimum_confidence", Share, value => value is >= 0 and <= 1, (policy, value) => policy.MinimumConfidence = value),
        Guards(),
        Time("ttl", (policy, value) => policy.Ttl = value),
        Time("max_ttl", (policy, value) => policy.MaxTtl = value),
        Choice<Expiry>("expiry", (policy, value) => policy.Expiry = value),
        Number("ttl_jitter", "a number from 0 to 50, in percent", value => value is >= 0 and <= 50, (policy, value) => policy.TtlJitter = value),
        Time("stale_while_revalidate", (policy, value) => policy.StaleWhileRevalidate = value),
        Time("stale_if_error", (policy, value) => policy.StaleIfError = value),
        Count("replay_tokens_per_second", 1000, (policy, value) => policy.ReplayTokensPerSecond = (int)value, least: 0),
        Choice<Mode>("mode", (policy, value) => policy.Mode = value),
        Number("canary_percent", "a number from 0 to 100", value => value is >= 0 and <= 100, (policy, value) => policy.CanaryPercent = value),
        Flag("honour_cache_control", (policy, value) => policy.HonourCacheControl = value),
        Flag("record_queries", (policy, value) => policy.RecordQueries = value),
        Time("decision_retention", (policy, value) => policy.DecisionRetention = value),
        Number("error_budget", "a share of hits, from 0 to 1", value => value is >= 0 and <= 1, (policy, value) => policy.ErrorBudget = value),
        Choice<Tiers>("tiers", (policy, value) => policy.Tiers = value),
        VaryBy(),
        Ignore(),
        Choice<Conversation>("conversation", (policy, value) => policy.Conversation = value),
        Count("conversation_turns", 16, (policy, value) => policy.ConversationTurns = (int)value),
        BypassRules(),
        BypassPatterns(),
        Choice<PersonalData>("personal_data", (policy, value) => policy.PersonalData = value),
        PersonalDataKinds(),
        Key("subject_attribute", "the name of a request attribute", (policy, text) => { policy.SubjectAttribute = text; return true; }),
        Recalibrated("recalibration.bias", "a number from -10 to 10", value => value is >= -10 and <= 10, (recalibration, value) => recalibration.Bias = value, 0),
        Recalibrated("recalibration.slope", "a number above 0, at most 10", value => value is > 0 and <= 10, (recalibration, value) => recalibration.Slope = value, 1),
        Number("audit_percent", "a number from 0 to 100", value => value is >= 0 and <= 100, (policy, value) => policy.AuditPercent = value),
        Count("max_entries", 100_000_000, (policy, value) => policy.MaxEntries = value),
        Count("max_entry_bytes", 4 * 1024 * 1024, (policy, value) => policy.MaxEntryBytes = (int)value),
        Count("max_bytes", 1L << 50, (policy, value) => policy.MaxBytes = value),
        Count("max_tenant_entries", 100_000_000, (policy, value) => policy.MaxTenantEntries = value),
        Choice<Eviction>("eviction", (policy, value) => policy.Eviction = value),
        Key("upstream", "the name of a configured upstream", (policy, text) => { policy.Upstream = text; return true; }),
        Cost("cost.input_per_million", (cost, value) => cost.InputPerMillion = value, DefaultPrices().InputPerMillion),
        Cost("cost.output_per_million", (cost, value) => cost.OutputPerMillion = value, DefaultPrices().OutputPerMillion),
    ];

    /// <summary>Returns the setting of that key, or null.</summary>
    public static PolicyKey? Find(string name) => All.FirstOrDefault(key => key.Name == name);

    // The wire knows both prices only together; these are the defaults that it documents.
    private static TokenPrices DefaultPrices() => new() { InputPerMillion = 0.15, OutputPerMillion = 0.60 };

    private static PolicyKey Key(string name, string allowed, Func<Policy, string, bool> trySet) =>
        new(name, name, allowed, trySet, policy => Policy.Descriptor.FindFieldByName(name).Accessor.Clear(policy));

    private static PolicyKey Flag(string name, Action<Policy, bool> set) =>
        Key(name, "true or false", (policy, text) => bool.TryParse(text, out var value) && Done(() => set(policy, value)));

    private static PolicyKey Choice<T>(string name, Action<Policy, T> set)
        where T : struct, System.Enum =>
        Key(name, string.Join(" or ", WireNames.AllOf<T>()), (policy, text) => WireNames.TryRead(text, out T value) && Done(() => set(policy, value)));

    private static PolicyKey Number(string name, string allowed, Predicate<double> isAllowed, Action<Policy, double> set) =>
        Key(name, allowed, (policy, text) => TryRead(text, out var value) && isAllowed(value) && Done(() => set(policy, value)));

    private static PolicyKey Count(string name, long most, Action<Policy, long> set, long least = 1) => Key(
        name,
        $"a whole number from {least} to {most}",
        (policy, text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most && Done(() => set(policy, value)));

    private static PolicyKey Time(string name, Action<Policy, Duration> set) => Key(
        name,
        Durations.Rule,
        (policy, text) => Durations.TryParse(text, out var value) && value > TimeSpan.Zero && Done(() => set(policy, Duration.FromTimeSpan(value))));

    private static PolicyKey VaryBy() => Key("vary_by", "names of request attributes, joined by commas", (policy, text) =>
    {
        policy.VaryBy.Clear();
        policy.VaryBy.AddRange(Parts(text));
        return policy.VaryBy.Count > 0;
    });

    private static PolicyKey Ignore() => Key("ignore", $"one or more of {string.Join(", ", WireNames.AllOf<Facet>())}, joined by commas", (policy, text) =>
    {
        policy.Ignore.Clear();
        foreach (var part in Parts(text))
        {
            if (!WireNames.TryRead(part, out Facet facet))
            {
                return false;
            }

            policy.Ignore.Add(facet);
        }

        return policy.Ignore.Count > 0;
    });

    private static PolicyKey Guards() => Key("guards", GuardChoice.Rule, (policy, text) =>
    {
        var names = Parts(text);
        return names.Length > 0 && Done(() => policy.Guards = GuardChoice.Read(names));
    });

    private static PolicyKey BypassRules() => Key("bypass_rules", BypassChoice.Rule, (policy, text) =>
    {
        var names = Parts(text);
        return BypassChoice.AreKnown(names) && Done(() => policy.BypassRules = BypassChoice.Read(names));
    });

    private static PolicyKey PersonalDataKinds() => Key("personal_data_kinds", PersonalDataChoice.Rule, (policy, text) =>
    {
        var names = Parts(text);
        return PersonalDataChoice.AreKnown(names) && Done(() => policy.PersonalDataKinds = PersonalDataChoice.Read(names));
    });

    private static PolicyKey BypassPatterns() => Key("bypass_patterns", "words with * for any words between; patterns joined by commas", (policy, text) =>
    {
        policy.BypassPatterns.Clear();
        policy.BypassPatterns.AddRange(Parts(text));
        return policy.BypassPatterns.Count > 0;
    });

    private static PolicyKey Cost(string name, Action<TokenPrices, double> set, double defaultPrice) => new(
        name,
        "cost",
        Price,
        (policy, text) => TryRead(text, out var value) && value is >= 0 and < double.PositiveInfinity && Done(() => set(policy.Cost ??= DefaultPrices(), value)),
        policy => set(policy.Cost ??= DefaultPrices(), defaultPrice));

    private static PolicyKey Recalibrated(string name, string allowed, Predicate<double> isAllowed, Action<Recalibration, double> set, double standard) => new(
        name,
        "recalibration",
        allowed,
        (policy, text) => TryRead(text, out var value) && isAllowed(value) && Done(() => set(policy.Recalibration ??= new Recalibration { Slope = 1 }, value)),
        policy => set(policy.Recalibration ??= new Recalibration { Slope = 1 }, standard));

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool TryRead(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static bool Done(Action set)
    {
        set();
        return true;
    }
}
