using Microsoft.Extensions.Options;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Entries;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Agreement;

public sealed class AnswerComparerTests
{
    private static readonly Answer Stored = new() { Text = "Hold the power button for 12 seconds until the logo appears. Nothing is deleted." };
    private static readonly Answer Reworded = new() { Text = "Press the power button for twelve seconds, until the logo appears; nothing gets deleted." };
    private static readonly Answer Other = new() { Text = "Hold the power button for 20 seconds until the menu appears. Everything is deleted." };

    private readonly FakeEmbedder _embedder = new();

    public AnswerComparerTests() => _embedder.Place(AnswerFacts.Of(Reworded).Text, AnswerFacts.Of(Stored).Text, 0.9);

    [Fact]
    public async Task CompareAsync_Rewording_AgreesAndIsRemembered()
    {
        var comparer = Comparer();

        Assert.Equal(AgreementReasons.NotRead, comparer.TryCompare(Stored, Reworded).Reason);
        Assert.Equal(AgreementKind.Agrees, (await CompareAsync(comparer, Stored, Reworded)).Kind);
        Assert.Equal(AgreementKind.Agrees, comparer.TryCompare(Reworded, Stored).Kind);
    }

    [Fact]
    public async Task CompareAsync_AnotherNumber_DisagreesWithoutEmbedding()
    {
        _embedder.Status = EmbeddingStatus.Overloaded;

        Assert.Equal(new AgreementVerdict(AgreementKind.Disagrees, AgreementReasons.Numbers), await CompareAsync(Comparer(), Stored, Other));
    }

    [Theory]
    [InlineData(EmbeddingStatus.Overloaded)]
    [InlineData(EmbeddingStatus.UnreadableText)]
    [InlineData(EmbeddingStatus.TextTooLong)]
    public async Task CompareAsync_NoVector_IsUnsureUntilThereIsOne(EmbeddingStatus status)
    {
        var comparer = Comparer();
        _embedder.Status = status;
        Assert.Equal(new AgreementVerdict(AgreementKind.Unsure, AgreementReasons.UnknownSimilarity), await CompareAsync(comparer, Stored, Reworded));

        _embedder.Status = EmbeddingStatus.Embedded;
        Assert.Equal(AgreementKind.Agrees, (await CompareAsync(comparer, Stored, Reworded)).Kind);
    }

    [Fact]
    public async Task SimilarityAsync_LongerThanTheWindow_IsThatOfTheParts()
    {
        var window = new WindowedEmbedder(_embedder, 700);
        var comparer = new AnswerComparer(window, Options.Create(new AgreementOptions()));
        var text = string.Join(". ", Enumerable.Range(1, 12).Select(i => $"Department {(char)('A' + i)} handles the requests about the garden of number {i * 7} at the counter of the town hall"));

        var similarity = await comparer.SimilarityAsync(new Answer { Text = text }, new Answer { Text = "Hello! " + text }, TestContext.Current.CancellationToken);

        Assert.Equal(1, similarity!.Value, 0.001f);
        Assert.Equal(2, window.TooLong);
    }

    [Fact]
    public async Task RememberAsync_BothAnswers_LetsTryCompareAgree()
    {
        var comparer = Comparer();
        await comparer.RememberAsync(Stored, TestContext.Current.CancellationToken);
        await comparer.RememberAsync(Reworded, TestContext.Current.CancellationToken);

        Assert.Equal(AgreementKind.Agrees, comparer.TryCompare(Stored, Reworded).Kind);
    }

    [Fact]
    public async Task RememberAsync_MoreThanTheLimit_ForgetsTheOldest()
    {
        var comparer = Comparer(remembered: 3);
        await comparer.RememberAsync(Stored, TestContext.Current.CancellationToken);
        for (var i = 0; i < 20; i++)
        {
            await comparer.RememberAsync(new Answer { Text = $"Answer number {i} about the garden." }, TestContext.Current.CancellationToken);
        }

        Assert.Equal(AgreementReasons.NotRead, comparer.TryCompare(Stored, Stored).Reason);
    }

    private AnswerComparer Comparer(int remembered = 100) =>
        new(_embedder, Options.Create(new AgreementOptions { RememberedAnswers = remembered }));

    private static Task<AgreementVerdict> CompareAsync(AnswerComparer comparer, Answer left, Answer right) =>
        comparer.CompareAsync(left, right, TestContext.Current.CancellationToken).AsTask();
}
