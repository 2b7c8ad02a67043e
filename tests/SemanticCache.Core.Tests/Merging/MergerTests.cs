using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Merging;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.WriteBack;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Merging;

public sealed class MergerTests
{
    private const int Many = 25;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Merger_TwoDuplicates_AreMergedAtTheInterval()
    {
        await using var fixture = await MergeFixture.StartAsync("00:10:00");
        await fixture.StoreBothAsync();
        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal(2, fixture.Store.Entries.Count);

        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        await fixture.Pipeline.Merges.WaitForMeasurementsAsync(1, Patience.Longest);

        Assert.Single(fixture.Store.Entries);
    }

    [Theory]
    [InlineData("embedder")]
    [InlineData("verifier")]
    [InlineData("store")]
    public async Task Merger_ModelOrStoreFailsOnce_MergesAtTheNextInterval(string failing)
    {
        await using var fixture = await MergeFixture.StartAsync("00:10:00");
        await fixture.StoreBothAsync();
        var fault = failing switch
        {
            "embedder" => fixture.Pipeline.Embedder.Fault,
            "verifier" => fixture.Pipeline.Verifier.Fault,
            _ => fixture.Store.Reads,
        };
        fault.Fail();
        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(8));
        await fault.WhenFailed(Cancellation);
        await Eventually.HoldsAsync(() => Failures(fixture) == 1, Cancellation);
        Assert.Equal(2, fixture.Store.Entries.Count);
        fault.Clear();

        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(10));
        await fixture.Pipeline.Merges.WaitForMeasurementsAsync(1, Patience.Longest);

        Assert.Single(fixture.Store.Entries);
    }

    [Theory]
    [InlineData(VerificationStatus.Overloaded)]
    [InlineData(VerificationStatus.TimedOut)]
    [InlineData(VerificationStatus.Unavailable)]
    public async Task RunAsync_VerifierIsBusy_AsksOnceAndGoesOnInTheNextRound(VerificationStatus status)
    {
        await using var fixture = await MergeFixture.StartAsync();
        await StoreManyAsync(fixture, 3);
        fixture.Pipeline.Verifier.Status = status;
        await fixture.RunRoundAsync();
        Assert.Equal(["not_verified"], fixture.Compared);
        fixture.Pipeline.Verifier.Status = VerificationStatus.Verified;

        await fixture.RunRoundAsync();

        Assert.Single(fixture.Store.Entries);
    }

    [Fact]
    public async Task RunAsync_PageThatFailsAgainAndAgain_IsLeftBehind()
    {
        await using var fixture = await MergeFixture.StartAsync();
        await fixture.StoreBothAsync();
        for (var i = 0; i < Many; i++)
        {
            await fixture.StoreAsync($"What is on page {i}?", $"Page {i} lists what the shops of region {i} sell in winter and in summer.");
        }

        var last = await fixture.StoreAsync("Where do I see my points?", "Open the app and choose Points; the sum of this year stands on top.");
        fixture.Near("Where are my points shown?", last.Question);
        await fixture.StoreAsync("Where are my points shown?", last.Answer.Text);
        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(5));
        fixture.Pipeline.Verifier.OnCall = () => fixture.Pipeline.Verifier.Status =
            fixture.Pipeline.Verifier.Read[^1] == last.Question ? VerificationStatus.Overloaded : VerificationStatus.Verified;
        for (var round = 0; round < 3; round++)
        {
            await fixture.RunRoundAsync();
            Assert.Empty(await fixture.MergesAsync());
        }

        await fixture.RunRoundAsync();

        Assert.Equal(MergeFixture.Second, Assert.Single(fixture.Store.Aliases).Question);
    }

    [Fact]
    public async Task RunAsync_MoreEntriesThanARoundTakes_GoesOnBehindThem()
    {
        await using var fixture = await MergeFixture.StartAsync(settings: new() { ["Merging:EntriesPerRound"] = "4" });
        await fixture.StoreBothAsync();
        await StoreUnrelatedAsync(fixture, 6);

        await fixture.RunRoundAsync();
        Assert.Empty(await fixture.MergesAsync());
        await fixture.RunRoundAsync();

        Assert.Single(await fixture.MergesAsync());
    }

    [Fact]
    public async Task RunAsync_StoredSinceTheLastRound_ComesBeforeWhatWasThere()
    {
        await using var fixture = await MergeFixture.StartAsync(settings: new() { ["Merging:EntriesPerRound"] = "4" });
        await StoreUnrelatedAsync(fixture, Many);
        await fixture.RunRoundAsync();
        await fixture.StoreBothAsync();

        await fixture.RunRoundAsync();

        Assert.Single(await fixture.MergesAsync());
    }

    [Fact]
    public async Task RunAsync_NothingNew_ComparesNothingAgain()
    {
        await using var fixture = await MergeFixture.StartAsync();
        await fixture.StoreBothAsync("Open the app, choose Cards and then Limits, and drag the slider up to 2,000 euros. The new limit works at once.");
        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(5));
        await fixture.RunRoundAsync();
        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(5));

        await fixture.RunRoundAsync();

        Assert.Single(fixture.Compared);
    }

    [Fact]
    public async Task RunAsync_LargeNamespace_DoesNotKeepTheOthersWaiting()
    {
        await using var fixture = await MergeFixture.StartAsync(settings: new() { ["Merging:EntriesPerRound"] = "4" });
        for (var i = 0; i < Many; i++)
        {
            await fixture.StoreAsync($"What is on page {i}?", $"Page {i} lists what the shops of region {i} sell.", namespaceName: "big");
        }

        await fixture.StoreBothAsync();
        await fixture.RunRoundAsync();
        Assert.Empty(fixture.Store.Aliases);

        await fixture.RunRoundAsync();

        Assert.Single(fixture.Store.Aliases);
    }

    [Theory]
    [InlineData(false, 32, true)]
    [InlineData(true, 0, true)]
    [InlineData(true, 32, false)]
    public async Task Merger_SwitchedOffOrNothingMayBeLearntOrVerified_EndsAtOnce(bool isEnabled, int aliases, bool withVerifier)
    {
        await using var fixture = await MergeFixture.StartAsync();
        using var merger = new Merger(
            fixture.Pipeline.Get<MergeRound>(),
            new VerifierSlot(withVerifier ? fixture.Pipeline.Verifier : null),
            fixture.Pipeline.Time,
            Options.Create(new MergingOptions { Enabled = isEnabled }),
            Options.Create(new WriteBackOptions { AliasesPerEntry = aliases }),
            fixture.Pipeline.Get<ILogger<Merger>>());

        await merger.StartAsync(Cancellation);

        await merger.ExecuteTask!.WaitAsync(Patience.Longest, Cancellation);
    }

    [Fact]
    public async Task RunAsync_Cancelled_EndsAtOnce()
    {
        await using var fixture = await MergeFixture.StartAsync();
        await fixture.StoreBothAsync();
        fixture.Pipeline.Verifier.Fault.Hang();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var round = fixture.Pipeline.Get<MergeRound>().RunAsync(leaving.Token);
        await fixture.Pipeline.Verifier.Fault.WhenHanging(Cancellation);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => round.WaitAsync(Patience.Longest, Cancellation));
        Assert.Equal(2, fixture.Store.Entries.Count);
    }

    private static int Failures(MergeFixture fixture) =>
        fixture.Pipeline.Logs.GetSnapshot().Count(line => line.Id.Id == EventIds.MergingFailed && line.Level is LogLevel.Error);

    private static async Task StoreManyAsync(MergeFixture fixture, int count)
    {
        await fixture.StoreAsync(MergeFixture.First, MergeFixture.Answer);
        for (var i = 1; i < count; i++)
        {
            var wording = $"{MergeFixture.Second} {new string('?', i)}";
            fixture.Near(wording, MergeFixture.First);
            await fixture.StoreAsync(wording, MergeFixture.Reworded);
        }
    }

    private static async Task StoreUnrelatedAsync(MergeFixture fixture, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await fixture.StoreAsync($"What is on page {i}?", $"Page {i} lists what the shops of region {i} sell.");
        }
    }
}
