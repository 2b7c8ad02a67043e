using System.Numerics.Tensors;
using SemanticCache.Core.Embedding;

namespace SemanticCache.Onnx.Tests;

public sealed class OnnxEmbedderTests
{
    private const string ShippedId = "semcache-embed-en-v1";
    private const float LeastCosine = 0.999f;

    private readonly OnnxEmbedder _embedder;

    public OnnxEmbedderTests(ShippedModels models) => _embedder = models.Embedder;

    [Theory]
    [InlineData("What does 👍 mean in the app?")]
    [InlineData("如何关闭我的账户？")]
    [InlineData("ปิดบัญชีของฉัน")]
    public async Task EmbedAsync_SignsThatTheModelDoesNotKnow_IsRefused(string text) =>
        Assert.Equal(EmbeddingStatus.UnreadableText, (await _embedder.EmbedAsync(text, TestContext.Current.CancellationToken)).Status);

    [Fact]
    public void Description_Shipped_SaysWhatTheManifestSays()
    {
        Assert.Matches($"^{ShippedId}-[0-9a-f]{{16}}$", _embedder.Description.Fingerprint);
        Assert.Equal(384, _embedder.Description.Dimension);
        Assert.Equal(256, _embedder.Description.MaxTokens);
        Assert.Equal(0.9f, _embedder.Description.ThresholdDecisionSimilarity);
        Assert.Equal(0.55f, _embedder.Description.VerifiedDecisionSimilarity);
    }

    [Fact]
    public async Task EmbedAsync_ReferenceTexts_EqualsTheReference() =>
        await AssertEqualsReferenceAsync(_embedder, References.Shipped(ShippedId));

    [Fact]
    public async Task EmbedAsync_OnesOwnModelFolder_EqualsTheReference()
    {
        using var embedder = OnnxEmbedder.LoadOrThrow(new OnnxOptions { Embedder = References.OnesOwnOrSkip() });

        await AssertEqualsReferenceAsync(embedder, References.OnesOwnOrSkip());
    }

    [Fact]
    public async Task EmbedAsync_TooLong_IsAStatus()
    {
        var result = await EmbedAsync(_embedder, string.Join(' ', Enumerable.Repeat("hello", 255)));

        Assert.Equal(EmbeddingStatus.TextTooLong, result.Status);
        Assert.True(result.Vector.IsEmpty);
    }

    [Fact]
    public async Task EmbedAsync_HundredsAtOnce_EachIsBitwiseWhatItIsAlone()
    {
        var texts = References.Vectors(References.Shipped(ShippedId)).Select(reference => reference.Text).ToArray();
        var alone = new List<float[]>();
        foreach (var text in texts)
        {
            alone.Add((await EmbedAsync(_embedder, text)).Vector.ToArray());
        }

        var together = await Task.WhenAll(texts.Concat(texts).Select(text => Task.Run(() => EmbedAsync(_embedder, text))));

        Assert.Equal(alone.Concat(alone), together.Select(result => result.Vector.ToArray()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EmbedAsync_Batched_EachGetsItsOwnVector(bool shipped)
    {
        var folder = shipped ? References.Shipped(ShippedId) : References.OnesOwnOrSkip();
        using var embedder = OnnxEmbedder.LoadOrThrow(new OnnxOptions { Embedder = folder, Parallelism = 1, MaximumBatch = 32 });
        var references = References.Vectors(folder);

        var results = await Task.WhenAll(references.Select(reference => EmbedAsync(embedder, reference.Text)));

        for (var i = 0; i < references.Count; i++)
        {
            Assert.InRange(References.Cosine(results[i], references[i].Vector), 0.95f, 1.01f);
            Assert.Equal(1, TensorPrimitives.Norm(results[i].Vector.Span), 0.001f);
        }
    }

    [Fact]
    public async Task EmbedAsync_MoreThanTheQueueHolds_SomeAreOverloadAndNoneIsLost()
    {
        using var embedder = OnnxEmbedder.LoadOrThrow(new OnnxOptions { Parallelism = 1, QueueLimit = 1 });

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => EmbedAsync(embedder, $"question number {i}")));

        Assert.Contains(results, result => result.Status == EmbeddingStatus.Overloaded && result.Vector.IsEmpty);
        Assert.Contains(results, result => result.Status == EmbeddingStatus.Embedded && result.Vector.Length == 384);
        Assert.DoesNotContain(results, result => result.Status == EmbeddingStatus.TextTooLong);
    }

    [Fact]
    public async Task EmbedAsync_AlreadyCancelled_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _embedder.EmbedAsync("hello", new CancellationToken(true)).AsTask());

    [Fact]
    public async Task EmbedAsync_Disposed_Throws()
    {
        var embedder = OnnxEmbedder.LoadOrThrow(new OnnxOptions { Parallelism = 1 });
        embedder.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => EmbedAsync(embedder, "hello"));
    }

    private static Task<EmbeddingResult> EmbedAsync(OnnxEmbedder embedder, string text) =>
        embedder.EmbedAsync(text, TestContext.Current.CancellationToken).AsTask();

    private static async Task AssertEqualsReferenceAsync(OnnxEmbedder embedder, string folder)
    {
        foreach (var (text, vector) in References.Vectors(folder))
        {
            var result = await EmbedAsync(embedder, text);
            Assert.Equal(EmbeddingStatus.Embedded, result.Status);
            Assert.Equal(vector.Length, result.Vector.Length);
            Assert.Equal(1, TensorPrimitives.Norm(result.Vector.Span), 0.001f);
            var cosine = References.Cosine(result, vector);
            Assert.True(cosine >= LeastCosine, $"The cosine is {cosine} for: {text}");
        }
    }
}
