using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Namespaces;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Tests.Namespaces;

public sealed class PolicySettingsTests
{
    [Fact]
    public void ApplyTo_EveryKey_SetsItsField()
    {
        var policy = Apply(
            "decision=threshold", "similarity_threshold=0.9", "minimum_confidence=0.97", "guards=number, date", "ttl=12h", "max_ttl=7d", "expiry=sliding", "ttl_jitter=12.5", "stale_while_revalidate=1h", "stale_if_error=2d", "replay_tokens_per_second=40", "mode=canary", "canary_percent=2.5", "honour_cache_control=false", "tiers=exact",
            "record_queries=true", "decision_retention=3d", "error_budget=0.02",
            "vary_by=country, plan", "ignore=model,locale", "conversation=countback", "conversation_turns=3", "bypass_rules=personal,follow_up",
            "bypass_patterns=my * order, tariff of the month", "personal_data=redact", "personal_data_kinds=email, iban",
            "subject_attribute=user", "recalibration.bias=-0.5", "recalibration.slope=1.2", "audit_percent=2.5", "max_entries=10",
            "max_entry_bytes=2048", "max_bytes=4096", "max_tenant_entries=5", "eviction=cost", "upstream=simulated", "cost.input_per_million=1.5", "cost.output_per_million=6");

        Assert.Equal(Decision.Threshold, policy.Decision);
        Assert.Equal(0.9, policy.SimilarityThreshold);
        Assert.Equal(0.97, policy.MinimumConfidence);
        Assert.Equal(["number", "date"], policy.Guards.Names);
        Assert.Equal(TimeSpan.FromHours(12), policy.Ttl.ToTimeSpan());
        Assert.Equal(TimeSpan.FromDays(7), policy.MaxTtl.ToTimeSpan());
        Assert.Equal(TimeSpan.FromHours(1), policy.StaleWhileRevalidate.ToTimeSpan());
        Assert.Equal(TimeSpan.FromDays(2), policy.StaleIfError.ToTimeSpan());
        Assert.Equal(40, policy.ReplayTokensPerSecond);
        Assert.Equal((Mode.Canary, 2.5, false), (policy.Mode, policy.CanaryPercent, policy.HonourCacheControl));
        Assert.Equal((true, TimeSpan.FromDays(3), 0.02), (policy.RecordQueries, policy.DecisionRetention.ToTimeSpan(), policy.ErrorBudget));
        Assert.Equal(Tiers.Exact, policy.Tiers);
        Assert.Equal(["country", "plan"], policy.VaryBy);
        Assert.Equal([Facet.Model, Facet.Locale], policy.Ignore);
        Assert.Equal(Conversation.Countback, policy.Conversation);
        Assert.Equal(3, policy.ConversationTurns);
        Assert.Equal(["personal", "follow_up"], policy.BypassRules.Names);
        Assert.Equal(["my * order", "tariff of the month"], policy.BypassPatterns);
        Assert.Equal(PersonalData.Redact, policy.PersonalData);
        Assert.Equal(["email", "iban"], policy.PersonalDataKinds.Names);
        Assert.Equal("user", policy.SubjectAttribute);
        Assert.Equal(new Recalibration { Bias = -0.5, Slope = 1.2 }, policy.Recalibration);
        Assert.Equal(2.5, policy.AuditPercent);
        Assert.Equal(10, policy.MaxEntries);
        Assert.Equal(2048, policy.MaxEntryBytes);
        Assert.Equal((Expiry.Sliding, 12.5), (policy.Expiry, policy.TtlJitter));
        Assert.Equal((4096, 5, Eviction.Cost), (policy.MaxBytes, policy.MaxTenantEntries, policy.Eviction));
        Assert.Equal("simulated", policy.Upstream);
        Assert.Equal(new TokenPrices { InputPerMillion = 1.5, OutputPerMillion = 6 }, policy.Cost);
    }

    [Fact]
    public void ApplyTo_EmptyValue_ReturnsToDefaultAndIsInTheMask()
    {
        var settings = PolicySettings.Parse(["similarity_threshold=", "cost.input_per_million="]);
        var policy = new Policy { SimilarityThreshold = 0.5, Cost = new TokenPrices { InputPerMillion = 9, OutputPerMillion = 8 } };

        settings.ApplyTo(policy);

        Assert.False(policy.HasSimilarityThreshold);
        Assert.Equal(new TokenPrices { InputPerMillion = 0.15, OutputPerMillion = 8 }, policy.Cost);
        Assert.Equal(["similarity_threshold", "cost"], settings.Mask.Paths);
    }

    [Theory]
    [InlineData("decision=guessed", "decision", "verified or threshold or learned")]
    [InlineData("recalibration.slope=0", "recalibration.slope", "above 0")]
    [InlineData("audit_percent=101", "audit_percent", "from 0 to 100")]
    [InlineData("similarity_threshold=1.1", "similarity_threshold", "from 0 to 1")]
    [InlineData("minimum_confidence=NaN", "minimum_confidence", "from 0 to 1")]
    [InlineData("ttl=0s", "ttl", "90s, 15m, 1h or 7d")]
    [InlineData("replay_tokens_per_second=1001", "replay_tokens_per_second", "from 0 to 1000")]
    [InlineData("mode=shadowy", "mode", "serve or off or shadow or canary")]
    [InlineData("ignore=tenant", "ignore", "model, system_prompt, sampling, locale")]
    [InlineData("conversation_turns=17", "conversation_turns", "from 1 to 16")]
    [InlineData("bypass_rules=private", "bypass_rules", "personal, time_sensitive, follow_up")]
    [InlineData("bypass_rules=none,personal", "bypass_rules", "default, none")]
    [InlineData("bypass_patterns=,", "bypass_patterns", "joined by commas")]
    [InlineData("personal_data=hide", "personal_data", "do_not_store or redact or store")]
    [InlineData("personal_data_kinds=email,names", "personal_data_kinds", "national_id")]
    [InlineData("expiry=never", "expiry", "absolute or sliding")]
    [InlineData("ttl_jitter=51", "ttl_jitter", "from 0 to 50")]
    [InlineData("eviction=fifo", "eviction", "lru or lfu or cost")]
    [InlineData("max_bytes=0", "max_bytes", "a whole number from 1")]
    [InlineData("max_tenant_entries=0", "max_tenant_entries", "from 1 to 100000000")]
    [InlineData("max_entries=0", "max_entries", "from 1 to 100000000")]
    [InlineData("cost.input_per_million=-1", "cost.input_per_million", "at least 0")]
    [InlineData("treshold=1", "treshold", "similarity_threshold")]
    [InlineData("ttl", "ttl", "key=value")]
    public void Parse_Mistake_NamesKeyAndAllowedValues(string argument, string key, string allowed)
    {
        var mistake = Assert.Throws<UsageException>(() => PolicySettings.Parse([argument]));

        Assert.Contains(key, mistake.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ApplyTo_BypassRules_DefaultIsAbsentAndNoneIsEmpty()
    {
        Assert.Null(Apply("bypass_rules=default").BypassRules);
        Assert.Empty(Apply("bypass_rules=none").BypassRules.Names);
        Assert.Equal(["default"], BypassChoice.Spell(null));
        Assert.Equal(["none"], BypassChoice.Spell(new BypassRuleList()));
        Assert.Equal(["personal"], BypassChoice.Spell(new BypassRuleList { Names = { "personal" } }));
    }

    [Fact]
    public void ApplyTo_PersonalDataKinds_DefaultIsAbsentAndNoneIsEmpty()
    {
        Assert.Null(Apply("personal_data_kinds=default").PersonalDataKinds);
        Assert.Empty(Apply("personal_data_kinds=none").PersonalDataKinds.Names);
        Assert.Equal(["default"], PersonalDataChoice.Spell(null));
        Assert.Equal(["none"], PersonalDataChoice.Spell(new PersonalDataKindList()));
        Assert.Equal(["card"], PersonalDataChoice.Spell(new PersonalDataKindList { Names = { "card" } }));
    }

    [Fact]
    public void Parse_SeveralMistakes_NamesAll()
    {
        var mistake = Assert.Throws<UsageException>(() => PolicySettings.Parse(["ttl=x", "mode=y"]));

        Assert.Equal(2, mistake.Message.Split(Environment.NewLine).Length);
    }

    private static Policy Apply(params string[] arguments)
    {
        var policy = new Policy();
        PolicySettings.Parse(arguments).ApplyTo(policy);
        return policy;
    }
}
