using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Core.Tests.Upstream;

public sealed class AnswerCaptureTests
{
    [Fact]
    public void Finish_BeforeTheEnd_ReturnsNull()
    {
        var capture = new AnswerCapture();
        capture.Add(new TextDelta("a"));

        Assert.Null(capture.Finish());
    }

    [Fact]
    public void Finish_InterleavedToolCalls_JoinsThemByIndex()
    {
        var capture = new AnswerCapture();
        capture.Add(new ToolCallDelta(1, "id1", "second", "{"));
        capture.Add(new ToolCallDelta(0, "id0", "first", "{\"a\":"));
        capture.Add(new ToolCallDelta(1, "", "", "}"));
        capture.Add(new ToolCallDelta(0, "", "", "1}"));
        capture.Add(new AnswerEnd("tool_calls", "m", new TokenUsage(1, 2)));

        var answer = capture.Finish();

        Assert.Equal([new ToolCall("id0", "first", "{\"a\":1}"), new ToolCall("id1", "second", "{}")], answer!.ToolCalls);
        Assert.Equal(("tool_calls", "m", new TokenUsage(1, 2)), (answer.FinishReason, answer.Model, answer.Usage));
    }

    [Fact]
    public void Replay_AnyAnswer_RoundTrips()
    {
        var answer = new Answer
        {
            Text = "Hello",
            ToolCalls = [new ToolCall("id", "name", "{}")],
            FinishReason = "tool_calls",
            Model = "m",
            Usage = new TokenUsage(3, 4),
        };
        var capture = new AnswerCapture();
        foreach (var part in AnswerCapture.Replay(answer))
        {
            capture.Add(part);
        }

        var again = capture.Finish()!;

        Assert.Equal(answer.ToolCalls, again.ToolCalls);
        Assert.Equal(answer with { ToolCalls = [] }, again with { ToolCalls = [] });
    }

    [Fact]
    public void Replay_LongText_ComesInPiecesThatSplitNoPair()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("🙂", 20_000));

        var pieces = AnswerCapture.Replay(new Answer { Text = text }).OfType<TextDelta>().Select(piece => piece.Text).ToList();

        Assert.True(pieces.Count > 1);
        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.False(char.IsHighSurrogate(piece[^1])));
    }
}
