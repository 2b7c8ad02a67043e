using System.Net;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>Whatever a provider does, a front's caller gets a correct ending and nothing broken is stored.</summary>
public sealed class MisbehavingProviderTests : IClassFixture<StreamingService>
{
    private static readonly TimeSpan LongerThanAnyAnswer = TimeSpan.FromMinutes(6);

    private readonly StreamingService _service;
    private readonly FrontClient _client;

    public MisbehavingProviderTests(StreamingService service)
    {
        _service = service;
        _client = new FrontClient(service.Service.Http);
    }

    /// <summary>Every misbehaviour in every API.</summary>
    public static MatrixTheoryData<string, Misbehaviour> Cases { get; } =
        new(ProviderWords.All.Keys, Enum.GetValues<Misbehaviour>().Where(misbehaviour => misbehaviour is not Misbehaviour.None));

    /// <summary>The same without those that only a stream can show.</summary>
    public static MatrixTheoryData<string, Misbehaviour> WholeCases { get; } =
        new(ProviderWords.All.Keys, Enum.GetValues<Misbehaviour>().Where(misbehaviour => misbehaviour is not (Misbehaviour.None or Misbehaviour.ErrorInTheStream)));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Stream_ProviderMisbehaves_EndsInTheApisShapeAndStoresNothing(string api, Misbehaviour misbehaviour)
    {
        var question = $"How does {misbehaviour} work in parts?";
        _service.Begin(misbehaviour);

        var asking = _client.SendAsync(api, question, stream: true);
        if (misbehaviour is Misbehaviour.SilentFromTheStart)
        {
            await _service.Provider.Stuck;
            _service.Time.Advance(LongerThanAnyAnswer);
        }

        using var response = await asking;
        var reply = await FrontClient.ReadAsync(response, data => GoOn(data, misbehaviour));

        await AssertAsync(api, question, misbehaviour, reply, stream: true);
    }

    [Theory]
    [MemberData(nameof(WholeCases))]
    public async Task Whole_ProviderMisbehaves_IsAnErrorOfTheApiAndStoresNothing(string api, Misbehaviour misbehaviour)
    {
        var question = $"How does {misbehaviour} work as a whole?";
        _service.Begin(misbehaviour);

        var asking = _client.SendAsync(api, question, stream: false);
        if (misbehaviour is Misbehaviour.SilentFromTheStart or Misbehaviour.FallsSilent)
        {
            await _service.Provider.Stuck;
            _service.Time.Advance(LongerThanAnyAnswer);
        }

        using var response = await asking;
        await AssertAsync(api, question, misbehaviour, await FrontClient.ReadAsync(response), stream: false);
    }

    private void GoOn(string data, Misbehaviour misbehaviour)
    {
        if (!data.Contains(MisbehavingProvider.Half, StringComparison.Ordinal))
        {
            return;
        }

        _service.Provider.Release();
        if (misbehaviour is Misbehaviour.FallsSilent)
        {
            _service.Time.Advance(LongerThanAnyAnswer);
        }
    }

    private async Task AssertAsync(string api, string question, Misbehaviour misbehaviour, FrontReply reply, bool stream)
    {
        var words = ProviderWords.All[api];
        var ending = Ending.Of(misbehaviour, stream);
        Assert.Equal((ending.Status, "MISS"), (reply.Status, reply.Cache));
        Assert.Equal(misbehaviour is Misbehaviour.RateLimited ? "17" : null, reply.RetryAfter);
        Assert.Equal(ending.IsWhole, stream ? words.IsEnd(reply.Data[^1]) : !words.IsError(reply.Data[^1]));
        Assert.Equal(!ending.IsWhole, words.IsError(reply.Data[^1]));
        Assert.All(reply.Data.SkipLast(1), data => Assert.False(words.IsEnd(data) || words.IsError(data)));
        await _service.WhenCountedAsync(ending.Reason);
        await AssertAskedAgainAsync(api, question, stream);
    }

    // What is answered well afterwards is asked anew: nothing of the broken answer was kept.
    private async Task AssertAskedAgainAsync(string api, string question, bool stream)
    {
        Assert.DoesNotContain(_service.Store.Entries, entry => entry.Question == question && entry.Namespace == api);
        _service.Begin(Misbehaviour.None);
        var reply = await _client.AskAsync(api, question, stream);
        Assert.Equal((HttpStatusCode.OK, "MISS"), (reply.Status, reply.Cache));
        await _service.WhenCountedAsync("admitted");
    }
}
