using Microsoft.Extensions.Options;
using SemanticCache.Core.Embedding;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Embedding;

public sealed class EmbeddingStageTests
{
    private readonly FakeEmbedder _embedder = new();

    [Fact]
    public async Task EmbedAsync_SameTextTwice_AsksTheModelOnce()
    {
        var stage = NewStage();

        var first = await stage.EmbedAsync("a", TestContext.Current.CancellationToken);
        var second = await stage.EmbedAsync("a", TestContext.Current.CancellationToken);

        Assert.Equal(1, _embedder.Fault.Calls);
        Assert.Equal(first.Vector.ToArray(), second.Vector.ToArray());
    }

    [Theory]
    [InlineData(EmbeddingStatus.TextTooLong)]
    [InlineData(EmbeddingStatus.Overloaded)]
    public async Task EmbedAsync_NotEmbedded_IsNotRemembered(EmbeddingStatus status)
    {
        var stage = NewStage();
        _embedder.Status = status;
        Assert.Equal(status, (await stage.EmbedAsync("a", TestContext.Current.CancellationToken)).Status);

        _embedder.Status = EmbeddingStatus.Embedded;

        Assert.Equal(EmbeddingStatus.Embedded, (await stage.EmbedAsync("a", TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task EmbedAsync_ManyTexts_RemembersNoMoreThanConfigured()
    {
        var stage = NewStage();
        for (var i = 0; i < 100; i++)
        {
            await stage.EmbedAsync("text " + i, TestContext.Current.CancellationToken);
        }

        for (var i = 0; i < 100; i++)
        {
            await stage.EmbedAsync("text " + i, TestContext.Current.CancellationToken);
        }

        Assert.InRange(_embedder.Fault.Calls, 190, 200);
    }

    private EmbeddingStage NewStage() => new(_embedder, Options.Create(new EmbeddingOptions { CachedTexts = 10 }));
}
