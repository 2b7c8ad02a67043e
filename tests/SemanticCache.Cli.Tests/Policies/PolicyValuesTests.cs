using SemanticCache.Cli.Namespaces;
using SemanticCache.Cli.Policies;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Tests.Policies;

public sealed class PolicyValuesTests
{
    [Fact]
    public void Of_EveryKey_ReadsWhatTheKeySets()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["decision"] = "learned", ["similarity_threshold"] = "0.9", ["minimum_confidence"] = "0.975", ["guards"] = "number,date", ["ttl"] = "12h", ["max_ttl"] = "7d",
            ["expiry"] = "sliding", ["ttl_jitter"] = "12.5", ["stale_while_revalidate"] = "1h", ["stale_if_error"] = "2d", ["replay_tokens_per_second"] = "40",
            ["mode"] = "off", ["tiers"] = "exact", ["vary_by"] = "country,plan", ["ignore"] = "model,locale", ["conversation"] = "countback", ["conversation_turns"] = "3",
            ["bypass_rules"] = "personal", ["bypass_patterns"] = "my * order", ["personal_data"] = "redact", ["personal_data_kinds"] = "email,iban", ["subject_attribute"] = "user",
            ["recalibration.bias"] = "-0.5", ["recalibration.slope"] = "1.2", ["audit_percent"] = "2.5", ["max_entries"] = "10", ["max_entry_bytes"] = "2048",
            ["max_bytes"] = "4096", ["max_tenant_entries"] = "5", ["eviction"] = "cost", ["upstream"] = "simulated",
            ["cost.input_per_million"] = "1.5", ["cost.output_per_million"] = "6",
        };
        var policy = new Policy();

        PolicySettings.Parse(values.Select(pair => $"{pair.Key}={pair.Value}")).ApplyTo(policy);

        Assert.All(values, pair => Assert.Equal(pair.Value, PolicyValues.Of(policy, PolicyKeys.Find(pair.Key)!)));
    }
}
