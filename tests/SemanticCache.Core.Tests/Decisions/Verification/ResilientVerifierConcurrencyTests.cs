using FsCheck.Xunit;
using SemanticCache.Core.Decisions;

namespace SemanticCache.Core.Tests.Decisions.Verification;

public sealed class ResilientVerifierConcurrencyTests
{
    private const int Texts = 12;

    [Property(MaxTest = 30)]
    public async Task VerifyAsync_ManyCallersAtOnce_EachGetsItsOwnPair(int seed)
    {
        using var bench = new VerifierBench(new YieldingVerifier(), new DecisionOptions { VerifiedPairs = 16 });
        var random = new Random(seed);
        var pairs = Enumerable.Range(0, 200).Select(_ => (Question: random.Next(Texts), Candidate: random.Next(Texts))).ToList();

        var results = await Task.WhenAll(pairs.Select(pair => Task.Run(() => bench.AskAsync(Text(pair.Question), Text(pair.Candidate), CancellationToken.None))));

        Assert.Equal(pairs.Select(pair => YieldingVerifier.ConfidenceIn(Text(pair.Question), Text(pair.Candidate))), results.Select(result => result.Confidence));
        await bench.AskAsync(Text(0), Text(1), CancellationToken.None);
        Assert.Equal(YieldingVerifier.ConfidenceIn(Text(0), Text(1)), (await bench.AskAsync(Text(0), Text(1), CancellationToken.None)).Confidence);
        Assert.Equal("verified cached", bench.Counted()[^1]);
    }

    private static string Text(int number) => new('q', number + 1);
}
