using Google.Protobuf.WellKnownTypes;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Policies;

namespace SemanticCache.Server.Tests.Admin;

/// <summary>Policies as text and back.</summary>
public sealed class PolicyFormTests
{
    private static readonly Policy Everything = new()
    {
        Decision = Decision.Learned,
        SimilarityThreshold = 0.85,
        MinimumConfidence = 0.9,
        Ttl = Duration.FromTimeSpan(new TimeSpan(1, 12, 0, 0)),
        MaxTtl = Duration.FromTimeSpan(TimeSpan.FromDays(30)),
        Tiers = Tiers.Exact,
        VaryBy = { "plan", "region" },
        Ignore = { Facet.Model, Facet.SystemPrompt },
        Conversation = Conversation.Countback,
        ConversationTurns = 3,
        MaxEntries = 5_000_000_000,
        MaxEntryBytes = 1024,
        Upstream = "main",
        Cost = new TokenPrices { InputPerMillion = 0.15, OutputPerMillion = 0.6 },
        Guards = new GuardList(),
        BypassRules = new BypassRuleList { Names = { "personal" } },
        BypassPatterns = { "what * today" },
        Recalibration = new Recalibration { Bias = -0.5, Slope = 1.25 },
        AuditPercent = 2.5,
        StaleWhileRevalidate = Duration.FromTimeSpan(TimeSpan.FromSeconds(90)),
        HonourCacheControl = false,
        PersonalData = PersonalData.Redact,
        Eviction = Eviction.Cost,
    };

    [Fact]
    public void Fields_All_HaveWordsForPeople()
    {
        Assert.Equal([], PolicyField.All.Where(field => field.Group == "Other" || field.Help.Length == 0).Select(field => field.Path));
    }

    [Fact]
    public void Read_OfWhatWasWritten_IsTheSamePolicy()
    {
        var read = new Policy();

        Assert.All(PolicyField.All, field => Assert.Null(field.Read(read, field.Write(Everything))));

        Assert.Equal(Everything, read);
    }

    [Fact]
    public void Request_WithoutChanges_ChangesNothing()
    {
        var request = FormOf(Everything).ToRequest(new Dictionary<string, string>());

        Assert.Empty(request.UpdateMask.Paths);
    }

    [Fact]
    public void Request_BothPartsOfAPairCleared_TakesTheSettingOut()
    {
        var form = FormOf(Everything);
        form[Field("recalibration.bias")] = "";
        form[Field("recalibration.slope")] = "";

        var request = form.ToRequest(new Dictionary<string, string>());

        Assert.Equal(["recalibration"], request.UpdateMask.Paths);
        Assert.Null(request.Policy.Recalibration);
    }

    [Theory]
    [InlineData("similarity_threshold", "much")]
    [InlineData("max_entries", "1.5")]
    [InlineData("ttl", "1 fortnight")]
    [InlineData("ignore", "model\neverything")]
    [InlineData("cost.input_per_million", "cheap")]
    public void Request_TextThatCannotBe_NamesTheField(string path, string text)
    {
        var form = FormOf(Everything);
        form[Field(path)] = text;
        var mistakes = new Dictionary<string, string>();

        form.ToRequest(mistakes);

        Assert.Equal([path], mistakes.Keys);
    }

    [Theory]
    [InlineData("1d 12h", 36 * 3600)]
    [InlineData("90s", 90)]
    [InlineData(" 1.5 h ", 5400)]
    [InlineData("0s", 0)]
    public void TimeText_OfATime_IsRead(string text, double seconds)
    {
        Assert.True(TimeText.TryRead(text, out var time));
        Assert.Equal(seconds, time.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("-1d")]
    [InlineData("1d h")]
    [InlineData("999999999999d")]
    public void TimeText_OfNoTime_IsRefused(string text) => Assert.False(TimeText.TryRead(text, out _));

    private static PolicyForm FormOf(Policy policy) => new(new Namespace { Name = "bot", Etag = "1", Policy = policy });

    private static PolicyField Field(string path) => PolicyField.All.Single(field => field.Path == path);
}
