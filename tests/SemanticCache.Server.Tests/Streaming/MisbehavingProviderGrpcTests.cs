using System.Net;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>Whatever a provider does, a caller of gRPC gets a correct ending and nothing broken is stored.</summary>
public sealed class MisbehavingProviderGrpcTests : IClassFixture<StreamingService>
{
    private const string Space = "grpc";

    private static readonly TimeSpan LongerThanAnyAnswer = TimeSpan.FromMinutes(6);

    private readonly StreamingService _service;
    private readonly ServiceCalls _calls;

    public MisbehavingProviderGrpcTests(StreamingService service)
    {
        _service = service;
        _calls = new ServiceCalls(service.Service.Client);
    }

    /// <summary>Every misbehaviour.</summary>
    public static TheoryData<Misbehaviour> Cases { get; } =
        new(Enum.GetValues<Misbehaviour>().Where(misbehaviour => misbehaviour is not Misbehaviour.None));

    /// <summary>The same without those that only a stream can show.</summary>
    public static TheoryData<Misbehaviour> WholeCases { get; } =
        new(Enum.GetValues<Misbehaviour>().Where(misbehaviour => misbehaviour is not (Misbehaviour.None or Misbehaviour.ErrorInTheStream)));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task StreamComplete_ProviderMisbehaves_EndsWithTheStatusAndStoresNothing(Misbehaviour misbehaviour)
    {
        var question = $"How does {misbehaviour} work in parts?";
        _service.Begin(misbehaviour);

        var events = new List<StreamCompleteResponse>();
        using var call = _calls.Stream(Space, question);
        var error = await ErrorAsync(() => ReadAsync(call, events, misbehaviour));

        Assert.Equal(Outcome.Miss, events[0].Start.Outcome);
        Assert.Equal(Ending.Of(misbehaviour, stream: true).IsWhole, events[^1].End is not null);
        await AssertAsync(question, misbehaviour, error, stream: true);
    }

    [Theory]
    [MemberData(nameof(WholeCases))]
    public async Task Complete_ProviderMisbehaves_FailsWithTheStatusAndStoresNothing(Misbehaviour misbehaviour)
    {
        var question = $"How does {misbehaviour} work as a whole?";
        _service.Begin(misbehaviour);

        var completing = _calls.CompleteAsync(Space, question);
        if (misbehaviour is Misbehaviour.SilentFromTheStart or Misbehaviour.FallsSilent)
        {
            await _service.Provider.Stuck;
            _service.Time.Advance(LongerThanAnyAnswer);
        }

        await AssertAsync(question, misbehaviour, await ErrorAsync(() => completing), stream: false);
    }

    private static async Task<RpcException?> ErrorAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (RpcException error)
        {
            return error;
        }
    }

    private async Task ReadAsync(AsyncServerStreamingCall<StreamCompleteResponse> call, List<StreamCompleteResponse> events, Misbehaviour misbehaviour)
    {
        while (await call.NextSoon())
        {
            events.Add(call.ResponseStream.Current);
            if (events[^1].Start is not null && misbehaviour is Misbehaviour.SilentFromTheStart)
            {
                await _service.Provider.Stuck;
                _service.Time.Advance(LongerThanAnyAnswer);
            }

            if (events[^1].Text is not null)
            {
                _service.Provider.Release();
                _service.Time.Advance(misbehaviour is Misbehaviour.FallsSilent ? LongerThanAnyAnswer : TimeSpan.Zero);
            }
        }
    }

    private async Task AssertAsync(string question, Misbehaviour misbehaviour, RpcException? error, bool stream)
    {
        var ending = Ending.Of(misbehaviour, stream);
        Assert.Equal(ending.IsWhole, error is null);
        if (error is not null)
        {
            Assert.Equal(ending.Reason is "upstream_timed_out" ? StatusCode.DeadlineExceeded : StatusCode.Unavailable, error.StatusCode);
            Assert.Equal(ending.Reason.ToUpperInvariant(), error.Info().Reason);
            Assert.Equal(ending.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError, error.Info().Metadata.ContainsKey("upstream_status"));
        }

        await _service.WhenCountedAsync(ending.Reason);
        Assert.DoesNotContain(_service.Store.Entries, entry => entry.Question == question && entry.Namespace == Space);
        _service.Begin(Misbehaviour.None);
        Assert.Equal(Outcome.Miss, (await _calls.CompleteAsync(Space, question)).Metadata.Outcome);
        await _service.WhenCountedAsync("admitted");
    }
}
