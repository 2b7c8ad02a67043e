using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Search;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

public sealed class CachePipelineAliasTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompleteAsync_WordingOfAnAlias_IsAnExactHitOnItsEntry()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        var entry = await StoreAsync(fixture, "How do I reset the router?");
        var alias = await AddAliasAsync(fixture, entry, vector: default);

        var hit = await fixture.CompleteAsync(Ask.For("Reset how?"), Cancellation);

        Assert.Equal("Answer to: How do I reset the router?", hit.Text);
        Assert.Equal((CacheOutcomeKind.ExactHit, "alias"), (hit.Outcome.Kind, hit.Outcome.Reason));
        Assert.Equal((entry.Id, alias.Id), (hit.Outcome.Entry?.Id, hit.Outcome.Alias?.Id));
        Assert.Equal(1, Assert.Single(fixture.Store.Entries).HitCount);
    }

    [Fact]
    public async Task CompleteAsync_ParaphraseNearAnAlias_IsASemanticHitThatNamesTheAlias()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Place("How to reset?", near: "Reset how?", similarity: 0.95);
        fixture.Verifier.Set("How to reset?", "How do I reset the router?", 0.9f);
        fixture.Verifier.Set("How to reset?", "Reset how?", 0.9f);
        var entry = await StoreAsync(fixture, "How do I reset the router?");
        var alias = await AddAliasAsync(fixture, entry, fixture.Embedder.VectorOf("Reset how?"));

        var hit = await fixture.CompleteAsync(Ask.For("How to reset?"), Cancellation);

        Assert.Equal(CacheOutcomeKind.SemanticHit, hit.Outcome.Kind);
        Assert.Equal((entry.Id, alias.Id), (hit.Outcome.Entry?.Id, hit.Outcome.Alias?.Id));
    }

    private static async Task<CacheEntry> StoreAsync(PipelineFixture fixture, string question)
    {
        await fixture.CompleteAndStoreAsync(Ask.For(question), Cancellation);
        return Assert.Single(fixture.Store.Entries, entry => entry.Question == question);
    }

    private static async Task<EntryAlias> AddAliasAsync(PipelineFixture fixture, CacheEntry entry, ReadOnlyMemory<float> vector)
    {
        var own = await StoreAsync(fixture, "Reset how?");
        await fixture.Store.DeleteAsync(new EntryFilter { Id = own.Id }, dryRun: false, Cancellation);
        var alias = new EntryAlias
        {
            Id = own.Id,
            Entry = entry.Id,
            Scope = entry.Scope,
            Question = "Reset how?",
            Origin = AliasOrigin.Verified,
            Vector = vector,
            EmbeddingFingerprint = vector.IsEmpty ? "" : entry.EmbeddingFingerprint,
            CreatedAt = fixture.Time.GetUtcNow(),
        };
        Assert.Equal(1, await fixture.Store.AddAliasesAsync([alias], limit: 8, Cancellation));
        return alias;
    }
}
