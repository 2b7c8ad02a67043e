using SemanticCache.Core.Decisions;

namespace SemanticCache.Onnx.Tests;

public sealed class OnnxVerifierTests
{
    private const string ShippedId = "semcache-verify-en-v1";
    private const float Tolerance = 0.02f;

    private readonly OnnxVerifier _verifier;

    public OnnxVerifierTests(ShippedModels models) => _verifier = models.Verifier;

    [Theory]
    [InlineData("What does 👍 mean in the app?", "What does a thumb mean in the app?")]
    [InlineData("What does a thumb mean in the app?", "What does 👎 mean in the app?")]
    public async Task VerifyAsync_SignsThatTheModelDoesNotKnow_IsRefused(string first, string second) =>
        Assert.Equal(VerificationStatus.UnreadableText, (await VerifyAsync(first, second)).Status);

    [Fact]
    public void Description_Shipped_SaysWhatTheManifestSays()
    {
        Assert.Matches($"^{ShippedId}-[0-9a-f]{{16}}$", _verifier.Description.Fingerprint);
        Assert.Equal(0.98f, _verifier.Description.MinimumConfidence);
    }

    [Fact]
    public async Task VerifyAsync_ReferencePairs_EqualsTheReference()
    {
        foreach (var (first, second, probability) in References.Pairs(References.Shipped(ShippedId)))
        {
            var result = await VerifyAsync(first, second);
            Assert.Equal(VerificationStatus.Verified, result.Status);
            Assert.True(
                Math.Abs(result.Confidence - probability) <= Tolerance, $"{result.Confidence}, not {probability}, for: {first} / {second}");
        }
    }

    [Fact]
    public async Task VerifyAsync_HundredsAtOnce_EachIsBitwiseWhatItIsAlone()
    {
        var pairs = References.Pairs(References.Shipped(ShippedId));
        var alone = new List<float>();
        foreach (var (first, second, _) in pairs)
        {
            alone.Add((await VerifyAsync(first, second)).Confidence);
        }

        var together = await Task.WhenAll(pairs.Select(pair => Task.Run(() => VerifyAsync(pair.First, pair.Second))));

        Assert.Equal(alone, together.Select(result => result.Confidence));
    }

    [Fact]
    public async Task VerifyAsync_OneTextTooLong_IsAStatus()
    {
        var result = await VerifyAsync("hello", string.Join(' ', Enumerable.Repeat("hello", 129)));

        Assert.Equal(new VerificationResult(VerificationStatus.TextTooLong, 0), result);
    }

    [Fact]
    public async Task VerifyAsync_MoreThanTheQueueHolds_SomeAreOverload()
    {
        using var verifier = OnnxVerifier.LoadOrThrow(new OnnxOptions { Parallelism = 1, QueueLimit = 1 })!;

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => verifier.VerifyAsync("one question", $"question {i}", TestContext.Current.CancellationToken).AsTask()));

        Assert.Contains(new VerificationResult(VerificationStatus.Overloaded, 0), results);
        Assert.Contains(results, result => result is { Status: VerificationStatus.Verified, Confidence: > 0 });
    }

    [Fact]
    public async Task VerifyAsync_AlreadyCancelled_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _verifier.VerifyAsync("a", "b", new CancellationToken(true)).AsTask());

    private Task<VerificationResult> VerifyAsync(string first, string second) =>
        _verifier.VerifyAsync(first, second, TestContext.Current.CancellationToken).AsTask();
}
