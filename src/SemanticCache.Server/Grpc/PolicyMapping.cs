using Google.Protobuf.WellKnownTypes;
using SemanticCache.Core.Policies;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Grpc;

/// <summary>Maps policies between wire and core.</summary>
internal static class PolicyMapping
{
    private static readonly NamespacePolicy Default = new();

    /// <summary>Reads a policy; what is left out takes its default, and unknown members of enums are noted.</summary>
    public static NamespacePolicy Read(Policy? policy, List<FieldMistake> mistakes)
    {
        policy ??= new Policy();
        return new NamespacePolicy
        {
            Decision = Known("policy.decision", policy.Decision, DecisionKinds, mistakes),
            SimilarityThreshold = policy.HasSimilarityThreshold ? policy.SimilarityThreshold : null,
            MinimumConfidence = policy.HasMinimumConfidence ? policy.MinimumConfidence : null,
            Guards = policy.Guards is { } guards ? [.. guards.Names.Distinct(StringComparer.Ordinal)] : null,
            TimeToLive = Time("policy.ttl", policy.Ttl, mistakes) ?? Default.TimeToLive,
            MaximumTimeToLive = Time("policy.max_ttl", policy.MaxTtl, mistakes) ?? Default.MaximumTimeToLive,
            Expiry = Known("policy.expiry", policy.Expiry, Expiries, mistakes),
            TimeToLiveJitter = policy.TtlJitter,
            StaleWhileRevalidate = Time("policy.stale_while_revalidate", policy.StaleWhileRevalidate, mistakes) ?? TimeSpan.Zero,
            StaleIfError = Time("policy.stale_if_error", policy.StaleIfError, mistakes) ?? TimeSpan.Zero,
            ReplayTokensPerSecond = policy.ReplayTokensPerSecond,
            Mode = Known("policy.mode", policy.Mode, Modes, mistakes),
            CanaryPercent = policy.HasCanaryPercent ? policy.CanaryPercent : Default.CanaryPercent,
            HonourCacheControl = policy.HasHonourCacheControl ? policy.HonourCacheControl : Default.HonourCacheControl,
            RecordQueries = policy.RecordQueries,
            DecisionRetention = Time("policy.decision_retention", policy.DecisionRetention, mistakes) ?? Default.DecisionRetention,
            ErrorBudget = policy.HasErrorBudget ? policy.ErrorBudget : null,
            Tiers = Known("policy.tiers", policy.Tiers, TierSets, mistakes),
            VaryBy = [.. policy.VaryBy.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Ignore = policy.Ignore.Aggregate(IgnoredFacets.None, (all, facet) => all | Known("policy.ignore", facet, Facets, mistakes)),
            Conversation = Known("policy.conversation", policy.Conversation, Conversations, mistakes),
            ConversationTurns = policy.HasConversationTurns ? policy.ConversationTurns : Default.ConversationTurns,
            BypassRules = policy.BypassRules is { } rules ? [.. rules.Names.Distinct(StringComparer.Ordinal)] : null,
            BypassPatterns = [.. policy.BypassPatterns.Distinct(StringComparer.Ordinal)],
            Recalibration = policy.Recalibration is { } recalibration ? new Core.Policies.Recalibration(recalibration.Bias, recalibration.Slope) : null,
            AuditPercent = policy.HasAuditPercent ? policy.AuditPercent : null,
            MaximumEntries = policy.HasMaxEntries ? policy.MaxEntries : Default.MaximumEntries,
            MaximumEntryBytes = policy.HasMaxEntryBytes ? policy.MaxEntryBytes : Default.MaximumEntryBytes,
            MaximumBytes = policy is { HasMaxBytes: true, MaxBytes: not 0 } ? policy.MaxBytes : null,
            MaximumTenantEntries = policy.HasMaxTenantEntries ? policy.MaxTenantEntries : null,
            Eviction = Known("policy.eviction", policy.Eviction, Evictions, mistakes),
            Upstream = policy.Upstream,
            PersonalData = Known("policy.personal_data", policy.PersonalData, PersonalDataPolicies, mistakes),
            PersonalDataKinds = Kinds(policy.PersonalDataKinds, mistakes),
            SubjectAttribute = policy.SubjectAttribute,
            Prices = policy.Cost is { } cost ? new Core.Policies.TokenPrices(cost.InputPerMillion, cost.OutputPerMillion) : Default.Prices,
        };
    }

    /// <summary>Writes a policy.</summary>
    public static Policy Write(NamespacePolicy policy)
    {
        var written = new Policy
        {
            Decision = DecisionKinds.Single(pair => pair.Core == policy.Decision && pair.Wire is not 0).Wire,
            Ttl = Duration.FromTimeSpan(policy.TimeToLive),
            MaxTtl = Duration.FromTimeSpan(policy.MaximumTimeToLive),
            ReplayTokensPerSecond = policy.ReplayTokensPerSecond,
            Tiers = TierSets.Single(pair => pair.Core == policy.Tiers && pair.Wire is not 0).Wire,
            Conversation = Conversations.Single(pair => pair.Core == policy.Conversation && pair.Wire is not 0).Wire,
            ConversationTurns = policy.ConversationTurns,
            MaxEntries = policy.MaximumEntries,
            MaxEntryBytes = policy.MaximumEntryBytes,
            Upstream = policy.Upstream,
            PersonalData = PersonalDataPolicies.Single(pair => pair.Core == policy.PersonalData && pair.Wire is not 0).Wire,
            SubjectAttribute = policy.SubjectAttribute,
            Cost = new Protocol.V1.TokenPrices { InputPerMillion = policy.Prices.InputPerMillion, OutputPerMillion = policy.Prices.OutputPerMillion },
        };
        WriteMode(written, policy);
        WriteRetention(written, policy);
        WriteRecording(written, policy);
        written.VaryBy.AddRange(policy.VaryBy);
        written.Ignore.AddRange(Facets.Where(pair => policy.Ignore.HasFlag(pair.Core)).Select(pair => pair.Wire));
        written.BypassPatterns.AddRange(policy.BypassPatterns);
        if (policy.BypassRules is { } rules)
        {
            written.BypassRules = new BypassRuleList { Names = { rules } };
        }

        if (policy.PersonalDataKinds is not PersonalDataKinds.All)
        {
            written.PersonalDataKinds = new PersonalDataKindList { Names = { PersonalDataNames.Of(policy.PersonalDataKinds) } };
        }

        if (policy.Recalibration is { } recalibration)
        {
            written.Recalibration = Write(recalibration);
        }

        if (policy.AuditPercent is { } percent)
        {
            written.AuditPercent = percent;
        }

        if (policy.SimilarityThreshold is { } similarity)
        {
            written.SimilarityThreshold = similarity;
        }

        if (policy.Guards is { } guards)
        {
            written.Guards = new GuardList { Names = { guards } };
        }

        if (policy.MinimumConfidence is { } confidence)
        {
            written.MinimumConfidence = confidence;
        }

        return written;
    }

    /// <summary>Writes a recalibration.</summary>
    public static Protocol.V1.Recalibration Write(Core.Policies.Recalibration recalibration) =>
        new() { Bias = recalibration.Bias, Slope = recalibration.Slope };

    private static void WriteMode(Policy written, NamespacePolicy policy)
    {
        written.Mode = Modes.Single(pair => pair.Core == policy.Mode && pair.Wire is not 0).Wire;
        written.CanaryPercent = policy.CanaryPercent;
        written.HonourCacheControl = policy.HonourCacheControl;
    }

    private static void WriteRecording(Policy written, NamespacePolicy policy)
    {
        written.RecordQueries = policy.RecordQueries;
        written.DecisionRetention = Duration.FromTimeSpan(policy.DecisionRetention);
        if (policy.ErrorBudget is { } budget)
        {
            written.ErrorBudget = budget;
        }
    }

    private static void WriteRetention(Policy written, NamespacePolicy policy)
    {
        written.Expiry = Expiries.Single(pair => pair.Core == policy.Expiry && pair.Wire is not 0).Wire;
        written.TtlJitter = policy.TimeToLiveJitter;
        written.Eviction = Evictions.Single(pair => pair.Core == policy.Eviction && pair.Wire is not 0).Wire;
        if (policy.StaleWhileRevalidate > TimeSpan.Zero)
        {
            written.StaleWhileRevalidate = Duration.FromTimeSpan(policy.StaleWhileRevalidate);
        }

        if (policy.StaleIfError > TimeSpan.Zero)
        {
            written.StaleIfError = Duration.FromTimeSpan(policy.StaleIfError);
        }

        if (policy.MaximumBytes is { } bytes)
        {
            written.MaxBytes = bytes;
        }

        if (policy.MaximumTenantEntries is { } entries)
        {
            written.MaxTenantEntries = entries;
        }
    }

    private static readonly (Decision Wire, DecisionKind Core)[] DecisionKinds =
    [
        (Decision.Unspecified, DecisionKind.Verified), (Decision.Verified, DecisionKind.Verified), (Decision.Threshold, DecisionKind.Threshold),
        (Decision.Learned, DecisionKind.Learned),
    ];

    private static readonly (Mode Wire, CacheMode Core)[] Modes =
    [
        (Mode.Unspecified, CacheMode.Serve), (Mode.Serve, CacheMode.Serve), (Mode.Off, CacheMode.Off), (Mode.Shadow, CacheMode.Shadow),
        (Mode.Canary, CacheMode.Canary),
    ];

    private static readonly (Tiers Wire, CacheTiers Core)[] TierSets =
    [
        (Tiers.Unspecified, CacheTiers.ExactThenSemantic), (Tiers.ExactThenSemantic, CacheTiers.ExactThenSemantic), (Tiers.Exact, CacheTiers.Exact),
    ];

    private static readonly (Protocol.V1.Expiry Wire, Core.Policies.Expiry Core)[] Expiries =
    [
        (Protocol.V1.Expiry.Unspecified, Core.Policies.Expiry.Absolute), (Protocol.V1.Expiry.Absolute, Core.Policies.Expiry.Absolute),
        (Protocol.V1.Expiry.Sliding, Core.Policies.Expiry.Sliding),
    ];

    private static readonly (Protocol.V1.Eviction Wire, Core.Policies.Eviction Core)[] Evictions =
    [
        (Protocol.V1.Eviction.Unspecified, Core.Policies.Eviction.Lru), (Protocol.V1.Eviction.Lru, Core.Policies.Eviction.Lru),
        (Protocol.V1.Eviction.Lfu, Core.Policies.Eviction.Lfu), (Protocol.V1.Eviction.Cost, Core.Policies.Eviction.Cost),
    ];

    private static readonly (Facet Wire, IgnoredFacets Core)[] Facets =
    [
        (Facet.Model, IgnoredFacets.Model), (Facet.SystemPrompt, IgnoredFacets.SystemPrompt),
        (Facet.Sampling, IgnoredFacets.Sampling), (Facet.Locale, IgnoredFacets.Locale),
    ];

    private static readonly (Conversation Wire, ConversationPolicy Core)[] Conversations =
    [
        (Conversation.Unspecified, ConversationPolicy.Exact), (Conversation.Exact, ConversationPolicy.Exact),
        (Conversation.Countback, ConversationPolicy.Countback), (Conversation.Ignore, ConversationPolicy.Ignore),
    ];

    private static readonly (PersonalData Wire, PersonalDataPolicy Core)[] PersonalDataPolicies =
    [
        (PersonalData.Unspecified, PersonalDataPolicy.DoNotStore), (PersonalData.DoNotStore, PersonalDataPolicy.DoNotStore),
        (PersonalData.Redact, PersonalDataPolicy.Redact), (PersonalData.Store, PersonalDataPolicy.Store),
    ];

    private static PersonalDataKinds Kinds(PersonalDataKindList? list, List<FieldMistake> mistakes)
    {
        if (list is null)
        {
            return Default.PersonalDataKinds;
        }

        mistakes.AddRange(list.Names.Where(name => PersonalDataNames.Find(name) is null).Select(name => new FieldMistake(
            "policy.personal_data_kinds", $"'{name}' is not a kind of personal data; known are: {string.Join(", ", PersonalDataNames.All)}")));
        return list.Names.Aggregate(PersonalDataKinds.None, (all, name) => all | (PersonalDataNames.Find(name) ?? PersonalDataKinds.None));
    }

    private static TCore Known<TWire, TCore>(string field, TWire value, (TWire Wire, TCore Core)[] known, List<FieldMistake> mistakes)
        where TWire : struct, System.Enum
    {
        foreach (var (wire, core) in known)
        {
            if (EqualityComparer<TWire>.Default.Equals(wire, value))
            {
                return core;
            }
        }

        mistakes.Add(new FieldMistake(field, $"{value} is not one of {string.Join(", ", known.Select(pair => pair.Wire))}"));
        return known[0].Core;
    }

    private static TimeSpan? Time(string field, Duration? duration, List<FieldMistake> mistakes)
    {
        if (duration is null)
        {
            return null;
        }

        if (WireTime.Read(duration) is { } time)
        {
            return time;
        }

        mistakes.Add(new FieldMistake(field, "must be more than zero and at most 100 years"));
        return null;
    }
}
