using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Upstream;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

/// <summary>Stored answers replayed at a pace.</summary>
public sealed class PacedReplayTests
{
    private static readonly Answer Words = new() { Text = "Open the settings.", FinishReason = "stop", Model = "m" };

    private readonly ManualClock _time = new(DateTimeOffset.UnixEpoch);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_Paced_GivesAWordAtItsTimeAndTheEndWithTheLast()
    {
        await using var parts = PacedReplay.ReadAsync(Words, tokensPerSecond: 4, _time, Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.True(await parts.MoveNextAsync());
        Assert.Equal(new TextDelta("Open"), parts.Current);
        foreach (var word in new[] { " the", " settings." })
        {
            var next = parts.MoveNextAsync().AsTask();
            _time.Advance(TimeSpan.FromMilliseconds(249));
            Assert.False(next.IsCompleted);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.True(await next.WaitAsync(Patience.Longest, Cancellation));
            Assert.Equal(new TextDelta(word), parts.Current);
        }

        var end = parts.MoveNextAsync();
        Assert.True(end.IsCompletedSuccessfully);
        Assert.True(await end);
        Assert.IsType<AnswerEnd>(parts.Current);
    }

    [Fact]
    public async Task ReadAsync_ReaderThatWasSlow_CatchesUp()
    {
        await using var parts = PacedReplay.ReadAsync(Words, tokensPerSecond: 1, _time, Cancellation).GetAsyncEnumerator(Cancellation);
        await parts.MoveNextAsync();

        _time.Advance(TimeSpan.FromSeconds(60));

        var next = parts.MoveNextAsync();
        Assert.True(next.IsCompletedSuccessfully);
        Assert.True(await next);
    }

    [Fact]
    public async Task ReadAsync_ReaderThatLeaves_StopsWaiting()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var parts = PacedReplay.ReadAsync(Words, tokensPerSecond: 1, _time, leaving.Token).GetAsyncEnumerator(leaving.Token);
        await parts.MoveNextAsync();
        var next = parts.MoveNextAsync().AsTask();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Patience.Longest, Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  leading,\n\n\ttabs and a_very_long_identifier_without_spaces ")]
    [InlineData("返金は五営業日以内に処理されますのでお待ちください。")]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉")]
    public async Task ReadAsync_AnyText_ComesWholeInShortPieces(string text)
    {
        var pieces = new List<string>();
        await using var parts = PacedReplay.ReadAsync(Words with { Text = text }, tokensPerSecond: 1000, _time, Cancellation).GetAsyncEnumerator(Cancellation);
        while (await NextAsync(parts))
        {
            if (parts.Current is TextDelta piece)
            {
                pieces.Add(piece.Text);
            }
        }

        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.True(piece.Length is > 0 and <= 12 && !char.IsLowSurrogate(piece[0])));
    }

    [Fact]
    public async Task ReadAsync_HalfOfACharacterBeforeASpace_ComesToItsEnd()
    {
        var text = new string((char[])['\ud83d', ' ', 'x']);
        var reading = PacedReplay.ReadAsync(new Answer { Text = text }, tokensPerSecond: 1000, TimeProvider.System, Cancellation).Take(10).ToListAsync(Cancellation);

        Assert.Equal([new TextDelta("\ud83d"), new TextDelta(" x")], (await reading).OfType<TextDelta>());
    }

    [Fact]
    public async Task CompleteAsync_HitUnderAPolicyWithAPace_IsPacedForStreamsAlone()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(new NamespacePolicy { ReplayTokensPerSecond = 1 });
        await fixture.CompleteAndStoreAsync(Ask.For("How do refunds work?"), Cancellation);

        await using var reply = await fixture.Pipeline.CompleteAsync(Ask.For("How do refunds work?"), stream: true, Cancellation);
        await using var parts = reply.Parts.GetAsyncEnumerator(Cancellation);
        await parts.MoveNextAsync();
        var next = parts.MoveNextAsync();

        Assert.False(next.IsCompleted);
        Assert.True((await fixture.CompleteAsync(Ask.For("How do refunds work?"), Cancellation)).Outcome.IsHit);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await next.AsTask().WaitAsync(Patience.Longest, Cancellation));
    }

    [Fact]
    public async Task CompleteAsync_CallerWhoWantsItAtOnce_OverrulesThePolicy()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(new NamespacePolicy { ReplayTokensPerSecond = 1 });
        await fixture.CompleteAndStoreAsync(Ask.For("How do refunds work?"), Cancellation);

        var hit = await fixture.CompleteAsync(
            Ask.For("How do refunds work?") with { Controls = new RequestControls { ReplayTokensPerSecond = 0 } }, Cancellation, stream: true);

        Assert.Equal("Answer to: How do refunds work?", Assert.IsType<TextDelta>(hit.Parts[0]).Text);
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<AnswerEvent> parts)
    {
        var next = parts.MoveNextAsync().AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(10));
        return await next.WaitAsync(Patience.Longest, Cancellation);
    }
}
