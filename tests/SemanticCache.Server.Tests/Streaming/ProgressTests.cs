using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>What a stream tells before the first token.</summary>
public sealed class ProgressTests : IClassFixture<StreamingService>
{
    private readonly StreamingService _service;
    private readonly FrontClient _client;

    public ProgressTests(StreamingService service)
    {
        _service = service;
        _client = new FrontClient(service.Service.Http);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("chat", "openai")]
    [InlineData("responses", "openai")]
    [InlineData("messages", "anthropic")]
    public async Task Stream_ThatWantsProgress_TellsWhatWasFoundAndWhoIsAskedBeforeTheFirstByte(string api, string upstream)
    {
        _service.Begin(Misbehaviour.SilentFromTheStart);

        using var response = await _client.SendAsync(api, "How do refunds work?", stream: true, ("X-SemanticCache-Progress", "on"));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));

        Assert.Equal(": semantic-cache MISS no_candidate", await LineAsync(reader));
        Assert.Equal("", await LineAsync(reader));
        Assert.Equal($": semantic-cache asked {upstream} m", await LineAsync(reader));
    }

    [Fact]
    public async Task Stream_ThatJoins_SaysSo()
    {
        _service.Begin(Misbehaviour.SilentFromTheStart);
        using var first = await _client.SendAsync("chat", "How do refunds join?", stream: true, ("X-SemanticCache-Progress", "on"));
        using var second = await _client.SendAsync("chat", "How do refunds join?", stream: true, ("X-SemanticCache-Progress", "on"));
        using var reader = new StreamReader(await second.Content.ReadAsStreamAsync(Cancellation));

        Assert.Equal(": semantic-cache JOINED no_candidate", await LineAsync(reader));
        await LineAsync(reader);
        Assert.Equal(": semantic-cache joined openai m", await LineAsync(reader));
    }

    [Theory]
    [InlineData(Misbehaviour.RateLimited)]
    [InlineData(Misbehaviour.ServerError)]
    public async Task Stream_ThatWantsProgressAndIsRefused_EndsWithTheErrorInTheStream(Misbehaviour misbehaviour)
    {
        foreach (var api in ProviderWords.All.Keys)
        {
            _service.Begin(misbehaviour);

            var reply = await _client.AskAsync(api, "How do refunds fail?", stream: true, ("X-SemanticCache-Progress", "on"));

            Assert.True(ProviderWords.All[api].IsError(Assert.Single(reply.Data)));
        }
    }

    [Fact]
    public async Task Stream_ModelWithALineBreak_StaysAComment()
    {
        _service.Begin(Misbehaviour.None);
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions")
        {
            Content = new StringContent("""{"model":"m\n\ndata: {}\n\n","stream":true,"messages":[{"role":"user","content":"How do refunds break?"}]}"""),
        };
        request.Headers.Add("X-SemanticCache-Progress", "on");

        using var response = await _service.Service.Http.SendAsync(request, Cancellation).Soon();

        Assert.Contains(": semantic-cache asked openai mdata: {}\n\n", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamComplete_ThatWantsProgress_TellsWhoIsAskedBetweenStartAndTheFirstToken()
    {
        _service.Begin(Misbehaviour.SilentFromTheStart);
        using var first = Ask("How do refunds progress?");
        Assert.True(await first.NextSoon());
        Assert.Equal((Outcome.Miss, "no_candidate"), (first.ResponseStream.Current.Start.Outcome, first.ResponseStream.Current.Start.Reason));
        Assert.True(await first.NextSoon());
        Assert.Equal(new Progress { Stage = ProgressStage.Asked, Upstream = "openai", Model = "m" }, first.ResponseStream.Current.Progress);

        using var second = Ask("How do refunds progress?");
        Assert.True(await second.NextSoon());
        Assert.True(await second.NextSoon());

        Assert.Equal(ProgressStage.Joined, second.ResponseStream.Current.Progress.Stage);
    }

    [Fact]
    public async Task StreamComplete_HitThatWantsProgress_HasNone()
    {
        var question = new Question { Namespace = "grpc", Text = "How do refunds hit?", Model = "m" };
        await _service.Service.Client.Cache.StoreAsync(new StoreRequest { Question = question, Answer = new Answer { Text = "Well." } }, cancellationToken: Cancellation);
        using var call = Ask(question.Text);
        var events = new List<StreamCompleteResponse.EventOneofCase>();
        while (await call.NextSoon())
        {
            events.Add(call.ResponseStream.Current.EventCase);
        }

        Assert.Equal([StreamCompleteResponse.EventOneofCase.Start, StreamCompleteResponse.EventOneofCase.Text, StreamCompleteResponse.EventOneofCase.Usage, StreamCompleteResponse.EventOneofCase.End], events);
    }

    private global::Grpc.Core.AsyncServerStreamingCall<StreamCompleteResponse> Ask(string text) => _service.Service.Client.Cache.StreamComplete(
        new StreamCompleteRequest { Question = new Question { Namespace = "grpc", Text = text, Model = "m" }, Progress = true }, cancellationToken: Cancellation);

    private static Task<string?> LineAsync(StreamReader reader) => reader.ReadLineAsync(Cancellation).AsTask().Soon();
}
