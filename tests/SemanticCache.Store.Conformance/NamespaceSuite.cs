using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Namespaces and their policies.</summary>
public abstract class NamespaceSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly CacheNamespace Bot = new(
        "bot",
        new NamespacePolicy
        {
            Decision = DecisionKind.Threshold,
            SimilarityThreshold = 0.87,
            MinimumConfidence = 0.5,
            TimeToLive = TimeSpan.FromMinutes(5),
            MaximumTimeToLive = TimeSpan.FromDays(2),
            Expiry = Expiry.Sliding,
            TimeToLiveJitter = 12.5,
            MaximumBytes = 123_456,
            MaximumTenantEntries = 12,
            Eviction = Eviction.Cost,
            StaleWhileRevalidate = TimeSpan.FromMinutes(1),
            StaleIfError = TimeSpan.FromHours(3),
            ReplayTokensPerSecond = 40,
            Recalibration = new Recalibration(-0.5, 1.25),
            AuditPercent = 7.5,
            Mode = CacheMode.Canary,
            CanaryPercent = 2.5,
            HonourCacheControl = false,
            RecordQueries = true,
            DecisionRetention = TimeSpan.FromHours(5),
            ErrorBudget = 0.03,
            Tiers = CacheTiers.Exact,
            VaryBy = ["region", "plan"],
            Ignore = IgnoredFacets.Model | IgnoredFacets.Locale,
            Conversation = ConversationPolicy.Countback,
            ConversationTurns = 4,
            BypassRules = ["personal"],
            BypassPatterns = ["my * order", "today"],
            PersonalData = PersonalDataPolicy.Redact,
            PersonalDataKinds = PersonalDataKinds.Email | PersonalDataKinds.NationalId,
            SubjectAttribute = "user",
            MaximumEntries = 77,
            MaximumEntryBytes = 1_000,
            Upstream = "fast",
            Prices = new TokenPrices(1.5, 2.5),
        },
        SampleEntries.Now,
        SampleEntries.Now.AddSeconds(1),
        Version: 1);

    [Fact]
    public async Task ListAsync_NoNamespaces_ReturnsNone() => Assert.Empty(await Namespaces.ListAsync(Cancellation));

    [Fact]
    public async Task TryCreateAsync_NewName_StoresEveryMember()
    {
        Assert.True(await Namespaces.TryCreateAsync(Bot, Cancellation));

        var stored = Assert.Single(await Namespaces.ListAsync(Cancellation));
        Assert.Equal(Bot.Policy.VaryBy, stored.Policy.VaryBy);
        Assert.Equal(Bot.Policy.BypassRules, stored.Policy.BypassRules);
        Assert.Equal(Bot.Policy.BypassPatterns, stored.Policy.BypassPatterns);
        Assert.Equal(Bot, stored with
        {
            Policy = stored.Policy with
            {
                VaryBy = Bot.Policy.VaryBy,
                BypassRules = Bot.Policy.BypassRules,
                BypassPatterns = Bot.Policy.BypassPatterns,
            },
        });
    }

    [Fact]
    public async Task TryCreateAsync_TakenName_ReturnsFalseAndKeepsTheFirst()
    {
        await Namespaces.TryCreateAsync(Bot, Cancellation);

        Assert.False(await Namespaces.TryCreateAsync(Bot with { Policy = new NamespacePolicy() }, Cancellation));

        Assert.Equal(77, Assert.Single(await Namespaces.ListAsync(Cancellation)).Policy.MaximumEntries);
    }

    [Fact]
    public async Task ListAsync_SeveralNamespaces_OrdersByName()
    {
        foreach (var name in (string[])["b", "a", "c"])
        {
            await Namespaces.TryCreateAsync(Bot with { Name = name }, Cancellation);
        }

        Assert.Equal(["a", "b", "c"], (await Namespaces.ListAsync(Cancellation)).Select(item => item.Name));
    }

    [Fact]
    public async Task TryUpdateAsync_NextVersion_Replaces()
    {
        await Namespaces.TryCreateAsync(Bot, Cancellation);
        var updated = Bot with { Policy = Bot.Policy with { MaximumEntries = 5 }, UpdatedAt = SampleEntries.Now.AddHours(1), Version = 2 };

        Assert.True(await Namespaces.TryUpdateAsync(updated, Cancellation));

        var stored = Assert.Single(await Namespaces.ListAsync(Cancellation));
        Assert.Equal((5, 2, updated.UpdatedAt), (stored.Policy.MaximumEntries, stored.Version, stored.UpdatedAt));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task TryUpdateAsync_OtherVersion_ReturnsFalseAndChangesNothing(long version)
    {
        await Namespaces.TryCreateAsync(Bot, Cancellation);
        var updated = Bot with { Policy = Bot.Policy with { MaximumEntries = 5 }, Version = version };

        Assert.False(await Namespaces.TryUpdateAsync(updated, Cancellation));

        Assert.Equal(77, Assert.Single(await Namespaces.ListAsync(Cancellation)).Policy.MaximumEntries);
    }

    [Fact]
    public async Task TryUpdateAsync_ManyCallersWithTheSameVersion_OneWins()
    {
        await Namespaces.TryCreateAsync(Bot, Cancellation);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            await Namespaces.TryUpdateAsync(Bot with { Version = 2 }, Cancellation)));

        Assert.Single(results, won => won);
    }

    [Fact]
    public async Task TryUpdateAsync_UnknownName_ReturnsFalse() =>
        Assert.False(await Namespaces.TryUpdateAsync(Bot with { Version = 2 }, Cancellation));

    [Fact]
    public async Task TryDeleteAsync_NamespaceWithEntries_DeletesBoth()
    {
        await Namespaces.TryCreateAsync(Bot, Cancellation);
        var entries = await UpsertAsync(3);
        var other = SampleEntries.Create(9) with { Namespace = "other" };
        await UpsertAsync(other);

        Assert.True(await Namespaces.TryDeleteAsync("bot", Cancellation));

        Assert.Empty(await Namespaces.ListAsync(Cancellation));
        Assert.Null(await GetAsync(entries[0].Id));
        Assert.Empty(await SearchAsync(QueryFor(entries[0])));
        Assert.Equal(0, await CountAsync(new EntryFilter { Namespace = "bot" }));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task TryDeleteAsync_ManyEntries_DeletesAllAndLeavesTheNameFree()
    {
        await Namespaces.TryCreateAsync(Bot, Cancellation);
        await UpsertAsync(2_500);

        Assert.True(await Namespaces.TryDeleteAsync("bot", Cancellation));

        Assert.Equal(0, await CountAsync());
        Assert.True(await Namespaces.TryCreateAsync(Bot, Cancellation));
        await UpsertAsync(3);
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task TryDeleteAsync_Twice_ReturnsFalse()
    {
        await Namespaces.TryCreateAsync(Bot, Cancellation);
        await Namespaces.TryDeleteAsync("bot", Cancellation);

        Assert.False(await Namespaces.TryDeleteAsync("bot", Cancellation));
    }

    [Fact]
    public async Task TryDeleteAsync_UnknownName_ReturnsFalse() => Assert.False(await Namespaces.TryDeleteAsync("bot", Cancellation));
}
