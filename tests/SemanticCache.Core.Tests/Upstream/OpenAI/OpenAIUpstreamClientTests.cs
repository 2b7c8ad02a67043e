using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.OpenAI;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Upstream.OpenAI;

public sealed class OpenAIUpstreamClientTests : IDisposable
{
    private const string WholeBody =
        """{"model":"m-1","choices":[{"message":{"content":"Hello there"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2}}""";

    private const string StreamBody =
        "data: {\"model\":\"m-1\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"Hé\"}}]}\n\n"
        + ": a comment\n\n"
        + "data: {\"model\":\"m-1\",\"choices\":[{\"delta\":{\"content\":\"llo 🙂\"}}]}\r\n\r\n"
        + "data: {\"model\":\"m-1\",\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
        + "data: {\"model\":\"m-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\n"
        + "data: [DONE]\n\n";

    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IDisposable> _clients = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AskAsync_WholeAnswer_IsRead() =>
        Assert.Equal(
            [new TextDelta("Hello there"), new AnswerEnd("stop", "m-1", new TokenUsage(3, 2))],
            await AskAsync(context => context.Response.WriteAsync(WholeBody), stream: false));

    [Fact]
    public async Task AskAsync_PromptFromTheProvidersCache_IsCounted()
    {
        var details = WholeBody.Replace("\"prompt_tokens\":3,", "\"prompt_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":2},", StringComparison.Ordinal);

        var parts = await AskAsync(context => context.Response.WriteAsync(details), stream: false);

        Assert.Equal(new TokenUsage(3, 2) { CachedInputTokens = 2 }, Assert.IsType<AnswerEnd>(parts[^1]).Usage);
    }

    [Fact]
    public async Task AskAsync_StreamedAnswer_IsReadPartByPart() =>
        Assert.Equal(
            [new TextDelta("Hé"), new TextDelta("llo 🙂"), new AnswerEnd("stop", "m-1", new TokenUsage(3, 2))],
            await AskAsync(context => context.Response.WriteAsync(StreamBody), stream: true));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task AskAsync_StreamSplitAtAnyByte_IsReadTheSame(int size)
    {
        var parts = await AskAsync(
            async context =>
            {
                foreach (var piece in Encoding.UTF8.GetBytes(StreamBody).Chunk(size))
                {
                    await context.Response.Body.WriteAsync(piece);
                    await context.Response.Body.FlushAsync();
                }
            },
            stream: true);

        Assert.Equal([new TextDelta("Hé"), new TextDelta("llo 🙂"), new AnswerEnd("stop", "m-1", new TokenUsage(3, 2))], parts);
    }

    [Fact]
    public async Task AskAsync_PartArrives_IsHandedOnBeforeTheNext()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync(StreamBody[..StreamBody.IndexOf(": a", StringComparison.Ordinal)]);
            await context.Response.Body.FlushAsync();
            await goOn.Task;
            await context.Response.WriteAsync(StreamBody[StreamBody.IndexOf(": a", StringComparison.Ordinal)..]);
        });
        await using var parts = NewClient(server.Address).AskAsync(Request(stream: true), Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.True(await parts.MoveNextAsync().AsTask().WaitAsync(Patience.Longest, Cancellation));
        Assert.Equal(new TextDelta("Hé"), parts.Current);
        goOn.SetResult();
        Assert.True(await parts.MoveNextAsync());
    }

    [Theory]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"Hal\"}}]}\n\n")]
    [InlineData("")]
    [InlineData("data: [DONE]\n\n")]
    public async Task AskAsync_StreamStopsBeforeItsEnd_Fails(string body) =>
        await AssertFailsAsync(UpstreamFailure.Unavailable, context => context.Response.WriteAsync(body), stream: true);

    [Fact]
    public async Task AskAsync_ConnectionCutInMidStream_Fails() =>
        await AssertFailsAsync(
            UpstreamFailure.Unavailable,
            async context =>
            {
                await context.Response.WriteAsync("data: {\"choices\":[{\"delta\":{\"content\":\"Hal\"}}]}\n\n");
                await context.Response.Body.FlushAsync();
                context.Abort();
            },
            stream: true);

    [Fact]
    public async Task AskAsync_ErrorChunk_Fails() =>
        await AssertFailsAsync(
            UpstreamFailure.Unavailable, context => context.Response.WriteAsync("data: {\"error\":{\"message\":\"overloaded\"}}\n\n"), stream: true);

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, UpstreamFailure.RateLimited)]
    [InlineData(HttpStatusCode.BadRequest, UpstreamFailure.Rejected)]
    [InlineData(HttpStatusCode.Unauthorized, UpstreamFailure.Rejected)]
    [InlineData(HttpStatusCode.Redirect, UpstreamFailure.Rejected)]
    [InlineData(HttpStatusCode.InternalServerError, UpstreamFailure.Unavailable)]
    [InlineData(HttpStatusCode.ServiceUnavailable, UpstreamFailure.Unavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout, UpstreamFailure.TimedOut)]
    public async Task AskAsync_RefusedByStatus_FailsWithIt(HttpStatusCode status, UpstreamFailure failure)
    {
        var thrown = await AssertFailsAsync(
            failure,
            context =>
            {
                context.Response.StatusCode = (int)status;
                return context.Response.WriteAsync("no");
            },
            stream: true);

        Assert.Equal((int)status, thrown.StatusCode);
    }

    [Theory]
    [InlineData("<html>", false)]
    [InlineData("{}", false)]
    [InlineData("null", false)]
    [InlineData("""{"choices":[]}""", false)]
    [InlineData("""{"choices":[{"message":{"content":"a"}}]}""", false)]
    [InlineData("data: <html>\n\n", true)]
    [InlineData("data: null\n\n", true)]
    public async Task AskAsync_NotACompletion_FailsAsInvalid(string body, bool stream) =>
        await AssertFailsAsync(UpstreamFailure.InvalidAnswer, context => context.Response.WriteAsync(body), stream);

    [Fact]
    public async Task AskAsync_ChunkWithoutChoices_IsSkipped()
    {
        var parts = await AskAsync(
            context => context.Response.WriteAsync("data: {\"usage\":{\"prompt_tokens\":1}}\n\n" + StreamBody), stream: true);

        Assert.Equal(3, parts.Count);
    }

    [Fact]
    public async Task AskAsync_StreamedToolCalls_AreReadByIndex()
    {
        const string Body =
            "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c0\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}}]}\n\n"
            + "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":1,\"id\":\"c1\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]}}]}\n\n"
            + "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}]}\n\n"
            + "data: [DONE]\n\n";

        var parts = await AskAsync(context => context.Response.WriteAsync(Body), stream: true);

        Assert.Equal(
            [
                new ToolCallDelta(0, "c0", "f", ""),
                new ToolCallDelta(1, "c1", "g", "{}"),
                new ToolCallDelta(0, "", "", "{}"),
                new AnswerEnd("tool_calls", "", default),
            ],
            parts);
    }

    [Fact]
    public async Task AskAsync_NothingListens_Fails()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();

        var thrown = await Assert.ThrowsAsync<UpstreamException>(() => ReadAsync(NewClient(new Uri($"http://127.0.0.1:{port}"), new UpstreamEndpointOptions { ConnectRetries = 0 }), stream: true));

        Assert.Equal(UpstreamFailure.Unavailable, thrown.Failure);
    }

    [Fact]
    public async Task AskAsync_ConnectionRefusedAtFirst_TriesAgain()
    {
        using var http = new HttpClient(new RefusingHandler(refusals: 2, WholeBody)) { BaseAddress = new Uri("http://upstream/v1/") };
        var client = new OpenAIUpstreamClient(() => http, new UpstreamEndpointOptions { ConnectRetries = 2 }, TimeProvider.System);

        Assert.Equal(2, (await ReadAsync(client, stream: false)).Count);
    }

    [Fact]
    public async Task AskAsync_ConnectionRefusedTooOften_Fails()
    {
        using var http = new HttpClient(new RefusingHandler(refusals: 2, WholeBody)) { BaseAddress = new Uri("http://upstream/v1/") };
        var client = new OpenAIUpstreamClient(() => http, new UpstreamEndpointOptions { ConnectRetries = 1 }, TimeProvider.System);

        var thrown = await Assert.ThrowsAsync<UpstreamException>(() => ReadAsync(client, stream: false));

        Assert.Equal(UpstreamFailure.Unavailable, thrown.Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AskAsync_AnswerBeyondTheLimit_Fails(bool stream)
    {
        await using var server = await ScriptedServer.StartAsync(context => context.Response.WriteAsync(
            stream ? string.Concat(Enumerable.Repeat("data: {\"choices\":[{\"delta\":{\"content\":\"0123456789\"}}]}\n\n", 200)) : WholeBody + new string(' ', 2000)));

        await Assert.ThrowsAsync<UpstreamException>(
            () => ReadAsync(NewClient(server.Address, new UpstreamEndpointOptions { MaximumAnswerBytes = 1024 }), stream));
    }

    [Fact]
    public async Task AskAsync_LineWithoutEnd_FailsInsteadOfFillingTheMemory() =>
        await AssertFailsAsync(
            UpstreamFailure.InvalidAnswer,
            async context =>
            {
                await context.Response.WriteAsync("data: ");
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.WriteAsync(new string('x', 4096), context.RequestAborted);
                }
            },
            stream: true,
            new UpstreamEndpointOptions { MaximumAnswerBytes = 64 * 1024 });

    [Fact]
    public async Task AskAsync_StallsAfterAnEventWithoutText_FailsAtTheFirstTokensTime()
    {
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        var request = Request(stream: true) with { Raw = new RawRequest(ApiDialect.OpenAIChat, "{}"u8.ToArray(), []) };
        await using var parts = NewClient(server.Address).AskAsync(request, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await parts.MoveNextAsync().AsTask().WaitAsync(Patience.Longest, Cancellation));
        Assert.IsType<RawPart>(parts.Current);
        var stalled = parts.MoveNextAsync().AsTask();

        _time.Advance(TimeSpan.FromSeconds(30.1));

        var thrown = await Assert.ThrowsAsync<UpstreamException>(() => stalled.WaitAsync(Patience.Longest, Cancellation));
        Assert.Equal(UpstreamFailure.TimedOut, thrown.Failure);
    }

    [Theory]
    [InlineData("https://api.openai.com/v1/", "{}", """{"max_completion_tokens":100}""")]
    [InlineData("http://localhost:8000/v1/", "{}", """{"max_tokens":100}""")]
    [InlineData("https://api.openai.com/v1/", """{"max_tokens":50}""", """{"max_tokens":50}""")]
    public async Task AskAsync_LimitOfARoute_HasTheEndpointsName(string address, string body, string sent)
    {
        using var handler = new RecordingHandler();
        using var http = new HttpClient(handler) { BaseAddress = new Uri(address) };
        var client = new OpenAIUpstreamClient(() => http, new UpstreamEndpointOptions { BaseAddress = new Uri(address) }, _time);
        var request = Request(stream: false) with { OutputLimit = 100, Raw = new RawRequest(ApiDialect.OpenAIChat, Encoding.UTF8.GetBytes(body), []) };

        await client.AskAsync(request, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(sent, handler.Body);
    }

    [Theory]
    [InlineData(true, false, 30.1)]
    [InlineData(true, true, 300.1)]
    [InlineData(false, false, 300.1)]
    public async Task AskAsync_UpstreamHangs_FailsWhenItsTimeIsUp(bool stream, bool afterFirstPart, double seconds)
    {
        await using var server = await ScriptedServer.StartAsync(context => HangAsync(context, afterFirstPart));
        var asking = ReadAsync(NewClient(server.Address), stream);
        await _reached.Task.WaitAsync(Patience.Longest, Cancellation);

        _time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(asking.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(seconds - 29.9));

        var thrown = await Assert.ThrowsAsync<UpstreamException>(() => asking.WaitAsync(Patience.Longest, Cancellation));
        Assert.Equal(UpstreamFailure.TimedOut, thrown.Failure);
    }

    [Fact]
    public async Task AskAsync_CallerCancels_ThrowsAsCancelled()
    {
        await using var server = await ScriptedServer.StartAsync(context => HangAsync(context, afterFirstPart: false));
        using var caller = new CancellationTokenSource();
        var asking = ReadAsync(NewClient(server.Address), stream: true, caller.Token);
        await _reached.Task.WaitAsync(Patience.Longest, Cancellation);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(Patience.Longest, Cancellation));
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private async Task HangAsync(HttpContext context, bool afterFirstPart)
    {
        if (afterFirstPart)
        {
            await context.Response.WriteAsync("data: {\"choices\":[{\"delta\":{\"content\":\"Hal\"}}]}\n\n");
            await context.Response.Body.FlushAsync();
        }
        else
        {
            _reached.TrySetResult();
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
    }

    private async Task<List<AnswerEvent>> AskAsync(Func<HttpContext, Task> answer, bool stream, UpstreamEndpointOptions? options = null)
    {
        await using var server = await ScriptedServer.StartAsync(answer);
        return await ReadAsync(NewClient(server.Address, options), stream);
    }

    private async Task<UpstreamException> AssertFailsAsync(
        UpstreamFailure failure, Func<HttpContext, Task> answer, bool stream, UpstreamEndpointOptions? options = null)
    {
        var thrown = await Assert.ThrowsAsync<UpstreamException>(() => AskAsync(answer, stream, options));
        Assert.Equal(failure, thrown.Failure);
        return thrown;
    }

    private async Task<List<AnswerEvent>> ReadAsync(OpenAIUpstreamClient client, bool stream, CancellationToken? cancellationToken = null)
    {
        var parts = new List<AnswerEvent>();
        await foreach (var part in client.AskAsync(Request(stream), cancellationToken ?? Cancellation))
        {
            parts.Add(part);
            _reached.TrySetResult();
        }

        return parts;
    }

    private OpenAIUpstreamClient NewClient(Uri address, UpstreamEndpointOptions? options = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address, "v1/"), Timeout = Timeout.InfiniteTimeSpan };
        _clients.Add(http);
        return new OpenAIUpstreamClient(() => http, options ?? new UpstreamEndpointOptions(), _time);
    }

    private static UpstreamRequest Request(bool stream) => new() { Messages = [new ChatMessage(ChatRole.User, "Hi")], Model = "", Stream = stream };
}
