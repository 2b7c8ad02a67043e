using SemanticCache.Core.Entries;
using SemanticCache.Core.Jobs;
using SemanticCache.Core.Pipeline;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Jobs;

/// <summary>Jobs that ask popular entries anew before they expire.</summary>
public sealed class RefreshJobTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunDueAsync_RefreshJob_AsksPopularEntriesThatExpireMostPopularFirst()
    {
        await using var fixture = await JobFixture.StartAsync();
        await StoreAsync(fixture, "How do refunds work?", hits: 5);
        await StoreAsync(fixture, "What does shipping cost?", hits: 9);
        await StoreAsync(fixture, "Where is the invoice?", hits: 4);
        await StoreAsync(fixture, "Who is the boss?", hits: 50, pinned: true);
        await StoreAsync(fixture, "Where is the office?", hits: 50, model: "another");
        var asked = fixture.Asked.Count();
        fixture.Pipeline.Upstream.AnswerText = _ => "new";
        var job = await fixture.CreateAsync(fixture.NewJob(JobKind.Refresh) with { MinimumHits = 5, Lead = TimeSpan.FromHours(2) });

        await fixture.PassAsync(5);
        Assert.Equal(asked, fixture.Asked.Count());

        fixture.Time.Advance(TimeSpan.FromHours(23));
        await fixture.PassAsync(5);

        Assert.Equal(["What does shipping cost?", "How do refunds work?"], fixture.Asked.Skip(asked));
        await Eventually.HoldsAsync(() => fixture.Pipeline.Store.Entries.Count(entry => entry.Answer.Text == "new") == 2, Cancellation);
        var read = await fixture.ReadAsync(job);
        Assert.Equal((JobState.Open, 2, 2, 0, 1), (read.State, read.Total, read.Done, read.Failed, read.Skipped));
        Assert.All(fixture.Pipeline.Store.Entries.Where(entry => entry.Answer.Text == "new"), entry => Assert.True(entry.ExpiresAt > fixture.Time.GetUtcNow().AddHours(23)));
    }

    [Fact]
    public async Task RunDueAsync_ModelAndSystemPromptOfTheApplication_FindItsEntries()
    {
        await using var fixture = await JobFixture.StartAsync();
        var request = Ask.For("Where is the office?") with { Model = "another" };
        await StoreAsync(fixture, request with { Messages = request.Messages.WithSystemPrompt("Be brief.") }, hits: 50);
        await fixture.CreateAsync(fixture.NewJob(JobKind.Refresh) with { MinimumHits = 5, Lead = TimeSpan.FromDays(2), Model = "another", SystemPrompt = "Be brief." });
        fixture.Pipeline.Upstream.AnswerText = _ => "new";

        await fixture.PassAsync(2);

        await Eventually.HoldsAsync(() => fixture.Pipeline.Store.Entries.Single().Answer.Text == "new", Cancellation);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task RunDueAsync_AnotherTenantsEntry_IsAskedForWhoeverSeesEveryTenant(bool seesEveryTenant, int expected)
    {
        await using var fixture = await JobFixture.StartAsync();
        await StoreAsync(fixture, Ask.For("How do refunds work?", tenant: "other") with { Model = "" }, hits: 5);
        var before = fixture.Asked.Count();
        await fixture.CreateAsync(fixture.NewJob(JobKind.Refresh) with { MinimumHits = 5, Lead = TimeSpan.FromDays(2), SeesEveryTenant = seesEveryTenant });

        await fixture.PassAsync(2);

        Assert.Equal(before + expected, fixture.Asked.Count());
        Assert.All(fixture.Pipeline.Store.Entries, entry => Assert.Equal("other", entry.Tenant));
    }

    [Fact]
    public async Task RunDueAsync_NothingExpires_LooksAgainLater()
    {
        await using var fixture = await JobFixture.StartAsync();
        var job = await fixture.CreateAsync(fixture.NewJob(JobKind.Refresh) with { MinimumHits = 1, Lead = TimeSpan.FromHours(1) });

        await fixture.PassAsync(1);

        Assert.Equal(job.At + TimeSpan.FromMinutes(15), (await fixture.ReadAsync(job)).NextAt);
    }

    private static Task StoreAsync(JobFixture fixture, string question, long hits, string model = "", bool pinned = false) =>
        StoreAsync(fixture, Ask.For(question) with { Model = model }, hits, pinned);

    private static async Task StoreAsync(JobFixture fixture, CacheRequest request, long hits, bool pinned = false)
    {
        var stored = await fixture.Pipeline.Pipeline.StoreAsync(request, new Answer { Text = "old" }, Cancellation, pinned);
        var entry = (await fixture.Pipeline.Store.GetAsync(stored.EntryId, Cancellation))!;
        await fixture.Pipeline.Store.UpsertAsync([entry with { HitCount = hits }], Cancellation);
    }
}
