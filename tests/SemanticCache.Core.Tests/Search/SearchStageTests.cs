using SemanticCache.Core.Entries;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Core.Tests.Entries;
using SemanticCache.Core.Tests.Scoping;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Search;

public sealed class SearchStageTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryStore _store = new();
    private readonly FakeEmbedder _embedder = new();

    [Theory]
    [InlineData(DecisionKind.Threshold, new[] { "at 0.95", "at 0.86" })]
    [InlineData(DecisionKind.Verified, new[] { "at 0.95", "at 0.86", "at 0.80" })]
    public async Task FindAsync_EntriesAroundTheThreshold_ReturnsNearMissesOrEvidenceToo(DecisionKind decision, string[] expected)
    {
        await StoreAsync("at 0.95", 0.95);
        await StoreAsync("at 0.86", 0.86);
        await StoreAsync("at 0.80", 0.80);
        await StoreAsync("at 0.20", 0.20);

        var found = await FindAsync(Ask.For("asked"), new NamespacePolicy { Decision = decision });

        Assert.Equal(expected, found.Select(candidate => candidate.Entry.Question));
    }

    [Fact]
    public async Task FindAsync_OlderThanMaximumAge_IsLeftOut()
    {
        await StoreAsync("at 0.95", 0.95);
        _time.Advance(TimeSpan.FromMinutes(2));
        var request = Ask.For("asked") with { Controls = new RequestControls { MaximumAge = TimeSpan.FromMinutes(1) } };

        Assert.Empty(await FindAsync(request));
        Assert.Single(await FindAsync(Ask.For("asked")));
    }

    [Fact]
    public async Task FindAsync_BrokenStoreReturnsOtherScope_IsLeftOut()
    {
        _store.FoundRegardless = TestEntries.Of(Scoped.Request(Ask.For("asked", tenant: "victim")), _time.GetUtcNow());

        Assert.Empty(await FindAsync(Ask.For("asked")));
    }

    [Fact]
    public async Task FindAsync_BrokenStoreReturnsExpired_IsLeftOut()
    {
        _store.FoundRegardless = TestEntries.Of(Scoped.Request("asked"), _time.GetUtcNow(), TimeSpan.FromMinutes(1));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(await FindAsync(Ask.For("asked")));
    }

    [Fact]
    public async Task FindAsync_BrokenStoreReturnsAliasOfOtherScopeOrEntry_IsLeftOut()
    {
        var entry = TestEntries.Of(Scoped.Request("asked"), _time.GetUtcNow());
        var alias = new EntryAlias
        {
            Id = Scoped.Request("Which?").EntryId,
            Entry = entry.Id,
            Scope = entry.Scope,
            Question = "Which?",
            Origin = AliasOrigin.Verified,
            CreatedAt = _time.GetUtcNow(),
        };
        _store.FoundRegardless = entry;
        _store.AliasRegardless = alias;
        Assert.Single(await FindAsync(Ask.For("asked")));

        _store.AliasRegardless = alias with { Scope = Scoped.Request(Ask.For("asked", tenant: "victim")).Scope };
        Assert.Empty(await FindAsync(Ask.For("asked")));

        _store.AliasRegardless = alias with { Entry = alias.Id };
        Assert.Empty(await FindAsync(Ask.For("asked")));
    }

    private async Task StoreAsync(string question, double similarity)
    {
        _embedder.Place(question, near: "asked", similarity);
        var entry = TestEntries.Of(Scoped.Request(question), _time.GetUtcNow()) with
        {
            Vector = _embedder.VectorOf(question),
            EmbeddingFingerprint = _embedder.Description.Fingerprint,
        };
        await _store.UpsertAsync([entry], TestContext.Current.CancellationToken);
    }

    private ValueTask<IReadOnlyList<Candidate>> FindAsync(CacheRequest request, NamespacePolicy? policy = null)
    {
        var stage = new SearchStage(_store, _time, Options.Create(new SearchOptions()), Options.Create(new DecisionOptions()));
        var question = new EmbeddedQuestion(_embedder.VectorOf("asked"), _embedder.Description.Fingerprint);
        return stage.FindAsync(Scoped.Request(request, policy), question, threshold: 0.9f, TestContext.Current.CancellationToken);
    }
}
