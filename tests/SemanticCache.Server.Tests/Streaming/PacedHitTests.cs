using System.Net;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>Hits that are replayed at a pace, over every front.</summary>
public sealed class PacedHitTests : IClassFixture<StreamingService>
{
    private const string Question = "How do refunds work?";
    private const string Pace = "X-SemanticCache-Pace";

    private static readonly string[] Words = ["Open", " the", " settings."];

    private readonly StreamingService _service;
    private readonly FrontClient _client;
    private readonly ServiceCalls _calls;

    public PacedHitTests(StreamingService service)
    {
        _service = service;
        _client = new FrontClient(service.Service.Http);
        _calls = new ServiceCalls(service.Service.Client);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The APIs.</summary>
    public static TheoryData<string> Apis { get; } = new(ProviderWords.All.Keys);

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Stream_HitAtAPace_ComesWordByWordAsTheClockMoves(string api)
    {
        await StoreAsync(api);
        using var response = await _client.SendAsync(api, Question, stream: true, (Pace, "1"));

        var moved = 0;
        var reply = await FrontClient.ReadAsync(response, data =>
        {
            // Without this the next word would never come.
            if (ProviderWords.All[api].TextsOf([data]).Any())
            {
                moved++;
                _service.Time.Advance(TimeSpan.FromSeconds(1));
            }
        });

        Assert.Equal((HttpStatusCode.OK, "HIT"), (reply.Status, reply.Cache));
        Assert.Equal(Words, ProviderWords.All[api].TextsOf(reply.Data));
        Assert.True(ProviderWords.All[api].IsEnd(reply.Data[^1]));
        Assert.Equal(Words.Length, moved);
    }

    [Theory]
    [InlineData("chat", true, "0")]
    [InlineData("chat", false, "1")]
    [InlineData("responses", true, "0")]
    [InlineData("responses", false, "1")]
    [InlineData("messages", true, "0")]
    [InlineData("messages", false, "1")]
    public async Task Post_HitThatIsWholeOrAtOnce_WaitsForNoClock(string api, bool stream, string pace)
    {
        await StoreAsync(api);

        var reply = await _client.AskAsync(api, Question, stream, (Pace, pace));

        Assert.Equal("HIT", reply.Cache);
        Assert.Contains(MisbehavingProvider.Text, string.Concat(reply.Data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_OnlyFromTheCache_IsPacedToo()
    {
        await StoreAsync("chat");
        using var response = await _client.SendAsync("chat", Question, stream: true, (Pace, "1000"), ("Cache-Control", "only-if-cached"));

        var reply = await FrontClient.ReadAsync(response, _ => _service.Time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(Words, ProviderWords.All["chat"].TextsOf(reply.Data));
    }

    [Fact]
    public async Task Stream_CallerLeavesWhileItIsPaced_EndsIt()
    {
        await StoreAsync("chat");
        _service.Begin(Misbehaviour.None);
        using (var response = await _client.SendAsync("chat", Question, stream: true, (Pace, "1")))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
            await reader.ReadLineAsync(Cancellation).AsTask().Soon();
        }

        await _service.WhenCountedAsync("cancelled");
    }

    [Theory]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("fast")]
    public async Task Post_WrongPace_IsNamed(string pace)
    {
        var reply = await _client.SendAsync("chat", Question, stream: true, (Pace, pace));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains(Pace, await reply.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamComplete_PaceOfThePolicy_IsOverruledByTheCallers()
    {
        const string Space = "paced";
        await _calls.CreateNamespaceAsync(Space, new Policy { ReplayTokensPerSecond = 2 });
        await _calls.StoreAsync(Space, Question, MisbehavingProvider.Text);

        Assert.Equal([MisbehavingProvider.Text], await TextsAsync(new StreamCompleteRequest { ReplayTokensPerSecond = 0 }, Space));
        Assert.Equal(Words, await TextsAsync(new StreamCompleteRequest(), Space));
        Assert.Equal(2, (await _calls.GetNamespaceAsync(Space)).Namespace.Policy.ReplayTokensPerSecond);
    }

    [Fact]
    public async Task UpdateNamespace_WrongPace_IsNamed()
    {
        await _calls.CreateNamespaceAsync("never-paced");

        await _calls.UpdateNamespaceAsync("never-paced", new Policy { ReplayTokensPerSecond = 1001 }, "replay_tokens_per_second").NamesFieldsAsync("policy.replay_tokens_per_second");
        await TextsAsync(new StreamCompleteRequest { ReplayTokensPerSecond = -1 }, "never-paced").NamesFieldsAsync("replay_tokens_per_second");
    }

    private async Task<List<string>> TextsAsync(StreamCompleteRequest request, string space)
    {
        request.Question = new Question { Namespace = space, Text = Question };
        using var call = _service.Service.Client.Cache.StreamComplete(request, cancellationToken: Cancellation);
        var texts = new List<string>();
        while (await call.NextSoon())
        {
            if (call.ResponseStream.Current.Text is { } text)
            {
                texts.Add(text.Text);
                _service.Time.Advance(TimeSpan.FromSeconds(request.HasReplayTokensPerSecond ? 0 : 1));
            }
        }

        return texts;
    }

    private async Task StoreAsync(string api)
    {
        _service.Begin(Misbehaviour.None);
        await Hosting.Eventually.HoldsAsync(async () => (await _client.AskAsync(api, Question, stream: false)).Cache == "HIT");
    }
}
