using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream;
using SemanticCache.Server.Tests.Hosting;
using ChatFinishReason = OpenAI.Chat.ChatFinishReason;

namespace SemanticCache.Server.Tests.Http;

/// <summary>OpenAI's official client for .NET against the front.</summary>
public sealed class OpenAISdkTests : ServiceTests
{
    private readonly ChatClient _client;

    public OpenAISdkTests(SharedService shared)
        : base(shared)
    {
        var options = new OpenAIClientOptions { Endpoint = new Uri(Service.Addresses.Http, "v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };
        options.AddPolicy(new NamespaceHeader(Space), PipelinePosition.PerCall);
        _client = new ChatClient("gpt-test", new ApiKeyCredential("sk-caller"), options);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompleteChat_TwiceTheSame_IsAHitWithModelAndUsageKept()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: how do I pay by card?";
        Upstream.For(text).Say("Choose card ").Say("at the till.").End();

        var miss = await _client.CompleteChatAsync([new UserChatMessage(text)], cancellationToken: Cancellation).Soon();
        await StoredAsync(1);
        var hit = await _client.CompleteChatAsync([new UserChatMessage(text)], cancellationToken: Cancellation).Soon();

        Assert.All([miss, hit], answer =>
        {
            Assert.Equal("Choose card at the till.", answer.Value.Content[0].Text);
            Assert.Equal(ChatFinishReason.Stop, answer.Value.FinishReason);
            Assert.Equal((3, 5), (answer.Value.Usage.InputTokenCount, answer.Value.Usage.OutputTokenCount));
        });
        Assert.Equal("scripted-1", hit.Value.Model);
        Assert.Equal(3, hit.Value.Usage.InputTokenDetails.CachedTokenCount);
        Assert.Equal("HIT", Header(hit, "X-Cache-Status"));
        Assert.Equal("MISS", Header(miss, "X-Cache-Status"));
        Assert.Equal(1, Upstream.For(text).Calls);
    }

    [Fact]
    public async Task CompleteChatStreaming_AnswerStoredWhole_IsServedInParts()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: how do I return a parcel?";
        Upstream.For(text).Say("Print the label.").End();
        await _client.CompleteChatAsync([new UserChatMessage(text)], cancellationToken: Cancellation).Soon();
        await StoredAsync(1);

        var answer = await StreamAsync(text);

        Assert.Equal(("Print the label.", ChatFinishReason.Stop), answer);
        Assert.Equal(1, Upstream.For(text).Calls);
    }

    [Fact]
    public async Task CompleteChat_AnswerStoredFromAStream_IsServedWhole()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: when do you open?";
        Upstream.For(text).Say("At ").Say("nine.").End();
        Assert.Equal(("At nine.", ChatFinishReason.Stop), await StreamAsync(text));
        await StoredAsync(1);

        var hit = await _client.CompleteChatAsync([new UserChatMessage(text)], cancellationToken: Cancellation).Soon();

        Assert.Equal("At nine.", hit.Value.Content[0].Text);
        Assert.Equal("HIT", Header(hit, "X-Cache-Status"));
    }

    [Fact]
    public async Task CompleteChat_CallsOfTools_AreKeptOnHits()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: which tram goes to the zoo of a city?";
        Upstream.For(text).Say(new ToolCallDelta(0, "call-1", "tram_of", "{\"city\":")).Say(new ToolCallDelta(0, "", "", "\"Berlin\"}")).End(FinishReasons.ToolCalls);
        var options = new ChatCompletionOptions { Tools = { ChatTool.CreateFunctionTool("tram_of") } };
        await _client.CompleteChatAsync([new UserChatMessage(text)], options, Cancellation).Soon();
        await StoredAsync(1);

        var hit = await _client.CompleteChatAsync([new UserChatMessage(text)], options, Cancellation).Soon();
        var streamed = new List<StreamingChatToolCallUpdate>();
        await foreach (var update in _client.CompleteChatStreamingAsync([new UserChatMessage(text)], options, Cancellation))
        {
            streamed.AddRange(update.ToolCallUpdates);
        }

        Assert.Equal(ChatFinishReason.ToolCalls, hit.Value.FinishReason);
        var call = Assert.Single(hit.Value.ToolCalls);
        Assert.Equal(("call-1", "tram_of", """{"city":"Berlin"}"""), (call.Id, call.FunctionName, call.FunctionArguments.ToString()));
        Assert.Equal("tram_of", Assert.Single(streamed).FunctionName);
        Assert.Equal(1, Upstream.For(text).Calls);
    }

    [Theory]
    [InlineData(UpstreamFailure.RateLimited, 429)]
    [InlineData(UpstreamFailure.Rejected, 400)]
    public async Task CompleteChat_UpstreamRefuses_FailsWithItsStatusAndStoresNothing(UpstreamFailure failure, int status)
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: will it be refused?";
        Upstream.For(text).Fail(new UpstreamException(failure, "No.", status));

        var error = await Assert.ThrowsAsync<ClientResultException>(() => _client.CompleteChatAsync([new UserChatMessage(text)], cancellationToken: Cancellation).Soon());

        Assert.Equal(status, error.Status);
        Assert.Contains("No.", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await EntriesAsync());
    }

    [Fact]
    public async Task CompleteChatStreaming_CallerLeaves_GivesTheUpstreamUpAndStoresNothing()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: who waits for the end?";
        var script = Upstream.For(text).Say("The first part");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in _client.CompleteChatStreamingAsync([new UserChatMessage(text)], cancellationToken: leaving.Token))
            {
                if (update.ContentUpdate.Count > 0 && update.ContentUpdate[0].Text.Length > 0)
                {
                    await leaving.CancelAsync();
                }
            }
        });

        await script.Cancelled.Soon();
        Assert.Equal(0, await EntriesAsync());
    }

    private async Task<(string Text, ChatFinishReason? Reason)> StreamAsync(string text)
    {
        var (said, reason) = ("", default(ChatFinishReason?));
        await foreach (var update in _client.CompleteChatStreamingAsync([new UserChatMessage(text)], cancellationToken: Cancellation))
        {
            said += string.Concat(update.ContentUpdate.Select(part => part.Text));
            reason ??= update.FinishReason;
        }

        return (said, reason);
    }

    private static string? Header<T>(ClientResult<T> result, string name) =>
        result.GetRawResponse().Headers.TryGetValue(name, out var value) ? value : null;

    private Task StoredAsync(long count) => Eventually.HoldsAsync(async () => await EntriesAsync() == count);

    private async Task<long> EntriesAsync() => (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount;
}
