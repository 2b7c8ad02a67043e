using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;
using OpenAI.Responses;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Http;

/// <summary>The responses client of OpenAI's official library for .NET against the front.</summary>
/// <remarks>Its makers may still change that client, and whoever uses it has to say so.</remarks>
[Experimental("OPENAI001")]
public sealed class ResponsesSdkTests : ServiceTests
{
    private readonly ResponsesClient _client;

    public ResponsesSdkTests(SharedService shared)
        : base(shared)
    {
        var options = new ResponsesClientOptions { Endpoint = new Uri(Service.Addresses.Http, "v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };
        options.AddPolicy(new NamespaceHeader(Space), PipelinePosition.PerCall);
        _client = new ResponsesClient(new ApiKeyCredential("sk-caller"), options);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateResponse_TwiceTheSame_IsAHitWithModelAndUsageKept()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: how do I pay by card?";
        Upstream.For(text).Say("Choose card ").Say("at the till.").End();

        var miss = await _client.CreateResponseAsync(Asking(text), Cancellation).Soon();
        await StoredAsync(1);
        var hit = await _client.CreateResponseAsync(Asking(text), Cancellation).Soon();

        Assert.All([miss, hit], answer =>
        {
            Assert.Equal("Choose card at the till.", answer.Value.GetOutputText());
            Assert.Equal(ResponseStatus.Completed, answer.Value.Status);
            Assert.Equal((3, 5), (answer.Value.Usage.InputTokenCount, answer.Value.Usage.OutputTokenCount));
        });
        Assert.Equal("scripted-1", hit.Value.Model);
        Assert.Equal(3, hit.Value.Usage.InputTokenDetails.CachedTokenCount);
        Assert.Equal(0, miss.Value.Usage.InputTokenDetails.CachedTokenCount);
        Assert.Equal("HIT", Header(hit, "X-Cache-Status"));
        Assert.Equal("MISS", Header(miss, "X-Cache-Status"));
        Assert.Equal(1, Upstream.For(text).Calls);
    }

    [Fact]
    public async Task CreateResponseStreaming_MissAndHit_TellTheSameInTheSameEvents()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: how do I return a parcel?";
        Upstream.For(text).Say("Print the label.").End();

        var miss = await StreamAsync(Asking(text));
        await StoredAsync(1);
        var hit = await StreamAsync(Asking(text));

        Assert.Equal(Enumerable.Range(0, hit.Count), hit.Select(update => update.SequenceNumber));
        Assert.Equal(miss.Select(update => update.GetType()), hit.Select(update => update.GetType()));
        Assert.Equal("Print the label.", string.Concat(hit.OfType<StreamingResponseOutputTextDeltaUpdate>().Select(update => update.Delta)));
        Assert.IsType<StreamingResponseCreatedUpdate>(hit[0]);
        var completed = Assert.IsType<StreamingResponseCompletedUpdate>(hit[^1]);
        Assert.Equal(("Print the label.", 3), (completed.Response.GetOutputText(), completed.Response.Usage.InputTokenDetails.CachedTokenCount));
        Assert.Equal(1, Upstream.For(text).Calls);
    }

    [Fact]
    public async Task CreateResponse_CallsOfTools_AreKeptOnHits()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: which tram goes to the zoo of a city?";
        Upstream.For(text).Say(new ToolCallDelta(0, "call-1", "tram_of", "{\"city\":")).Say(new ToolCallDelta(0, "", "", "\"Berlin\"}")).End(FinishReasons.ToolCalls);
        var options = Asking(text);
        options.Tools.Add(ResponseTool.CreateFunctionTool("tram_of", BinaryData.FromString("{}"), strictModeEnabled: false));
        await _client.CreateResponseAsync(options, Cancellation).Soon();
        await StoredAsync(1);

        var hit = await _client.CreateResponseAsync(options, Cancellation).Soon();
        var streamed = await StreamAsync(options);

        Assert.Equal("HIT", Header(hit, "X-Cache-Status"));
        var call = Assert.IsType<FunctionCallResponseItem>(Assert.Single(hit.Value.OutputItems));
        Assert.Equal(("call-1", "tram_of", """{"city":"Berlin"}"""), (call.CallId, call.FunctionName, call.FunctionArguments.ToString()));
        Assert.Equal("""{"city":"Berlin"}""", Assert.Single(streamed.OfType<StreamingResponseFunctionCallArgumentsDoneUpdate>()).FunctionArguments.ToString());
        Assert.Equal(1, Upstream.For(text).Calls);
    }

    [Theory]
    [InlineData(UpstreamFailure.RateLimited, 429)]
    [InlineData(UpstreamFailure.Rejected, 400)]
    public async Task CreateResponse_UpstreamRefuses_FailsWithItsStatusAndStoresNothing(UpstreamFailure failure, int status)
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: will it be refused?";
        Upstream.For(text).Fail(new UpstreamException(failure, "No.", status));

        var error = await Assert.ThrowsAsync<ClientResultException>(() => _client.CreateResponseAsync(Asking(text), Cancellation).Soon());

        Assert.Equal(status, error.Status);
        Assert.Contains("No.", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await EntriesAsync());
    }

    private static CreateResponseOptions Asking(string text) =>
        new() { Model = "gpt-test", InputItems = { ResponseItem.CreateUserMessageItem(text) } };

    private async Task<List<StreamingResponseUpdate>> StreamAsync(CreateResponseOptions options)
    {
        options.StreamingEnabled = true;
        var updates = new List<StreamingResponseUpdate>();
        await foreach (var update in await _client.CreateResponseStreamingAsync(options, Cancellation).Soon())
        {
            updates.Add(update);
        }

        return updates;
    }

    private static string? Header<T>(ClientResult<T> result, string name) =>
        result.GetRawResponse().Headers.TryGetValue(name, out var value) ? value : null;

    private Task StoredAsync(long count) => Eventually.HoldsAsync(async () => await EntriesAsync() == count);

    private async Task<long> EntriesAsync() => (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount;
}
