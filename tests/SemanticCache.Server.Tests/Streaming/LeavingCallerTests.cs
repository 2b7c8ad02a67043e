using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>A caller who leaves: the provider is left too, nothing is stored, and it is counted.</summary>
public sealed class LeavingCallerTests : IClassFixture<StreamingService>
{
    private readonly StreamingService _service;
    private readonly FrontClient _client;

    public LeavingCallerTests(StreamingService service)
    {
        _service = service;
        _client = new FrontClient(service.Service.Http);
    }

    /// <summary>The APIs.</summary>
    public static TheoryData<string> Apis { get; } = new(ProviderWords.All.Keys);

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Stream_CallerLeavesInMidAnswer_LeavesTheProviderAndStoresNothing(string api)
    {
        const string Question = "How do callers leave in the middle?";
        _service.Begin(Misbehaviour.FallsSilent);
        using (var response = await _client.SendAsync(api, Question, stream: true))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            Assert.NotEmpty((await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Soon())!);
        }

        await AssertLeftAsync(api, Question);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Whole_CallerLeavesBeforeTheAnswer_LeavesTheProviderAndStoresNothing(string api)
    {
        const string Question = "How do callers leave early?";
        _service.Begin(Misbehaviour.FallsSilent);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var asking = _client.SendAsync(api, Question, stream: false, leaving.Token);
        await _service.Provider.Stuck;

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await AssertLeftAsync(api, Question);
    }

    private async Task AssertLeftAsync(string api, string question)
    {
        await _service.Provider.Left;
        await _service.WhenCountedAsync("cancelled");
        Assert.DoesNotContain(_service.Store.Entries, entry => entry.Question == question && entry.Namespace == api);
        _service.Begin(Misbehaviour.None);
        Assert.Equal("MISS", (await _client.AskAsync(api, question, stream: true)).Cache);
        await _service.WhenCountedAsync("admitted");
    }
}
