using SemanticCache.Core.Agreement;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Merging;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Search;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Merging;

/// <summary>A pipeline with two wordings of one need, the second stored a minute after the first and after the time that rounds overlap.</summary>
internal sealed class MergeFixture : IAsyncDisposable
{
    public const string First = "How do I raise the limit of the card?";
    public const string Second = "How can the card's limit be raised?";
    public const string Answer = "Open the app, choose Cards and then Limits, and drag the slider up to 5,000 euros. The new limit works at once.";
    public const string Reworded = "In the app, choose Cards and then Limits. Drag the slider up to 5,000 euros: the new limit works at once.";

    private MergeFixture(PipelineFixture pipeline)
    {
        Pipeline = pipeline;
    }

    public PipelineFixture Pipeline { get; }

    public InMemoryStore Store => Pipeline.Store;

    /// <summary>The reasons with which pairs were counted, in order.</summary>
    public IEnumerable<string> Compared => Pipeline.MergePairs.GetMeasurementSnapshot().Select(measured => (string)measured.Tags.Single().Value!);

    public IEnumerable<string> Questions => Store.Entries.Select(entry => entry.Question).Order();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts the pipeline, with a timer for rounds only where the interval is set; the verifier takes every pair for possible.</summary>
    public static async Task<MergeFixture> StartAsync(string? interval = null, Dictionary<string, string?>? settings = null, bool withVerifier = true)
    {
        settings ??= [];
        if (interval is not null)
        {
            settings["Merging:Enabled"] = "true";
            settings["Merging:Interval"] = interval;
        }

        var fixture = new MergeFixture(await PipelineFixture.StartAsync(settings, withVerifier));
        fixture.Pipeline.Verifier.DefaultConfidence = 0.5f;
        fixture.Near(Second, First);
        fixture.Near(AnswerFacts.Of(new Answer { Text = Reworded }).Text, AnswerFacts.Of(new Answer { Text = Answer }).Text, 0.9);
        return fixture;
    }

    /// <summary>Places a question near another.</summary>
    public void Near(string question, string other, double similarity = 0.8) => Pipeline.Embedder.Place(question, other, similarity);

    /// <summary>Stores both wordings.</summary>
    public async Task<(CacheEntry First, CacheEntry Second)> StoreBothAsync(string answer = Reworded) =>
        (await StoreAsync(First, Answer), await StoreAsync(Second, answer));

    /// <summary>Stores an answer; it is a minute later afterwards.</summary>
    public async Task<CacheEntry> StoreAsync(
        string question, string answer, RequestControls? controls = null, string tenant = "acme", string namespaceName = "bot")
    {
        var request = Ask.For(question, tenant, namespaceName) with { Controls = controls ?? RequestControls.Default };
        var stored = await Pipeline.Pipeline.StoreAsync(request, new Answer { Text = answer }, Cancellation);
        Pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        return (await Store.GetAsync(stored.EntryId, Cancellation))!;
    }

    public Task RunRoundAsync() => Pipeline.Get<MergeRound>().RunAsync(Cancellation);

    public async Task<IReadOnlyList<EntryMerge>> MergesAsync() => (await Store.ListMergesAsync("bot", new PageRequest(100, ""), Cancellation)).Merges;

    public ValueTask DisposeAsync() => Pipeline.DisposeAsync();
}
