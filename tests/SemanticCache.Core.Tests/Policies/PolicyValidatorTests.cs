using SemanticCache.Core.Policies;
using SemanticCache.Core.Upstream;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Policies;

public sealed class PolicyValidatorTests
{
    [Fact]
    public void Validate_Default_HasNoMistakes() => Assert.Empty(Validate(new NamespacePolicy()));

    [Fact]
    public void Validate_EverythingWrong_ListsEveryMistake()
    {
        var policy = new NamespacePolicy
        {
            SimilarityThreshold = 1.01,
            MinimumConfidence = double.NaN,
            Guards = ["number", "nubmer"],
            TimeToLive = TimeSpan.Zero,
            MaximumTimeToLive = TimeSpan.FromSeconds(-1),
            TimeToLiveJitter = 50.1,
            MaximumEntries = 0,
            MaximumBytes = 0,
            MaximumTenantEntries = -1,
            MaximumEntryBytes = 5_000_000,
            ConversationTurns = 17,
            Prices = new TokenPrices(-1, 0),
            Upstream = "none",
            VaryBy = ["plan", " "],
            SubjectAttribute = " ",
            CanaryPercent = 100.5,
        };

        Assert.Equal(
            ["similarity_threshold", "minimum_confidence", "canary_percent", "guards", "ttl", "max_ttl", "ttl_jitter", "max_entry_bytes", "conversation_turns", "cost", "max_entries", "max_bytes", "max_tenant_entries", "upstream", "vary_by", "subject_attribute"],
            Validate(policy).Select(mistake => mistake.Field));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(null)]
    public void Validate_BarsAtTheirLimits_HaveNoMistakes(double? bar) =>
        Assert.Empty(Validate(new NamespacePolicy { SimilarityThreshold = bar, MinimumConfidence = bar }));

    [Fact]
    public void Validate_KnownUpstream_HasNoMistakes() => Assert.Empty(Validate(new NamespacePolicy { Upstream = "ONE" }));

    private static IReadOnlyList<PolicyMistake> Validate(NamespacePolicy policy) => PolicyValidator.Validate(
        policy, new UpstreamRegistry([KeyValuePair.Create<string, IUpstreamClient>("one", new ScriptedUpstream())], "one"),
        ["number"]);
}
