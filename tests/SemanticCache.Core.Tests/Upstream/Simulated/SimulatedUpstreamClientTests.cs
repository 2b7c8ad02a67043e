using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Simulated;

namespace SemanticCache.Core.Tests.Upstream.Simulated;

public sealed class SimulatedUpstreamClientTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task AskAsync_SameQuestionTwice_AnswersTheSame()
    {
        var options = new SimulatedUpstreamOptions { TimeToFirstToken = TimeSpan.Zero, TokensPerSecond = double.PositiveInfinity };

        var first = await ReadAsync(options, "What is it?");
        var second = await ReadAsync(options, "What is it?");

        Assert.Equal(first, second);
        Assert.Equal("You asked: What is it?", string.Concat(first.OfType<TextDelta>().Select(part => part.Text)));
        Assert.Equal(new AnswerEnd("stop", "simulated", new(3, 5)), first[^1]);
    }

    [Fact]
    public async Task AskAsync_WithPace_WaitsForEachToken()
    {
        var client = new SimulatedUpstreamClient(
            new SimulatedUpstreamOptions { TimeToFirstToken = TimeSpan.FromSeconds(2), TokensPerSecond = 1 }, _time);
        await using var parts = client.AskAsync(Request("a"), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        var first = parts.MoveNextAsync();
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(first.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(await first);
        var second = parts.MoveNextAsync();
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await second);
        Assert.Equal(new TextDelta(" asked:"), parts.Current);
    }

    [Fact]
    public async Task AskAsync_ErrorRate_FailsThatShareAlwaysForTheSameQuestions()
    {
        var options = new SimulatedUpstreamOptions { TimeToFirstToken = TimeSpan.Zero, TokensPerSecond = double.PositiveInfinity, ErrorRate = 0.25 };

        var first = await FailuresAsync(options);
        var second = await FailuresAsync(options);

        Assert.Equal(first, second);
        Assert.InRange(first.Count, 60, 140);
    }

    [Fact]
    public async Task AskAsync_ReplayFolder_AnswersAsWritten()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "a.jsonl"),
                """{"answer":"Forty two.","questions":["What is  it?","And what?"]}""" + "\n",
                TestContext.Current.CancellationToken);
            var options = new SimulatedUpstreamOptions
            {
                TimeToFirstToken = TimeSpan.Zero,
                TokensPerSecond = double.PositiveInfinity,
                ReplayFolder = folder.FullName,
            };

            Assert.Equal([new TextDelta("Forty"), new TextDelta(" two.")], (await ReadAsync(options, "What is it?")).OfType<TextDelta>());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AskAsync_VariedWording_WordsEachCallAnewAndTheEchoNever()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "a.jsonl"),
                """{"answer":"Choose the large one at once. It costs 42 euros.","questions":["What is it?"]}""" + "\n",
                TestContext.Current.CancellationToken);
            var client = new SimulatedUpstreamClient(
                new SimulatedUpstreamOptions
                {
                    TimeToFirstToken = TimeSpan.Zero,
                    TokensPerSecond = double.PositiveInfinity,
                    ReplayFolder = folder.FullName,
                    Wording = AnswerWording.Varied,
                },
                _time);
            var answers = new HashSet<string>();
            for (var i = 0; i < 20; i++)
            {
                answers.Add(await TextAsync(client, "What is it?"));
            }

            Assert.True(answers.Count > 5);
            Assert.All(answers, answer => Assert.Contains("42 euros", answer, StringComparison.Ordinal));
            Assert.Equal("You asked: And what?", await TextAsync(client, "And what?"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> TextAsync(SimulatedUpstreamClient client, string question) =>
        string.Concat(await client.AskAsync(Request(question), TestContext.Current.CancellationToken).OfType<TextDelta>().Select(part => part.Text).ToListAsync(TestContext.Current.CancellationToken));

    private async Task<List<string>> FailuresAsync(SimulatedUpstreamOptions options)
    {
        var failed = new List<string>();
        for (var i = 0; i < 400; i++)
        {
            var question = $"question {i}";
            if (await Record.ExceptionAsync(() => ReadAsync(options, question)) is UpstreamException)
            {
                failed.Add(question);
            }
        }

        return failed;
    }

    private async Task<List<AnswerEvent>> ReadAsync(SimulatedUpstreamOptions options, string question)
    {
        var parts = new List<AnswerEvent>();
        var client = new SimulatedUpstreamClient(options, _time);
        await foreach (var part in client.AskAsync(Request(question), TestContext.Current.CancellationToken))
        {
            parts.Add(part);
        }

        return parts;
    }

    private static UpstreamRequest Request(string question) =>
        new() { Messages = [new ChatMessage(ChatRole.User, question)], Model = "", Stream = true };
}
