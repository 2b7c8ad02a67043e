using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Http;

/// <summary>Anthropic's official client for .NET against the front.</summary>
public sealed class AnthropicSdkTests : ServiceTests
{
    private readonly HttpClient _http = new();
    private readonly AnthropicClient _client;

    public AnthropicSdkTests(SharedService shared)
        : base(shared)
    {
        _http.DefaultRequestHeaders.Add("X-SemanticCache-Namespace", Space);
        _client = new AnthropicClient
        {
            ApiKey = "sk-ant-caller",
            BaseUrl = Service.Addresses.Http.AbsoluteUri.TrimEnd('/'),
            HttpClient = _http,
            MaxRetries = 0,
            ResponseValidation = true,
        };
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_TwiceTheSame_IsAHitMarkedAsCached()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: how do I pay by card?";
        Upstream.For(text).Say("Choose card ").Say("at the till.").End();

        var miss = await _client.Messages.Create(Asking(text), Cancellation).Soon();
        await StoredAsync(1);
        var hit = await _client.Messages.Create(Asking(text), Cancellation).Soon();

        Assert.All([miss, hit], answer =>
        {
            Assert.Equal("Choose card at the till.", TextOf(answer));
            Assert.Equal(StopReason.EndTurn, answer.StopReason!.Value());
            Assert.Equal(5, answer.Usage.OutputTokens);
        });
        Assert.Equal((3L, 0L), (miss.Usage.InputTokens, miss.Usage.CacheReadInputTokens));
        Assert.Equal((0L, 3L), (hit.Usage.InputTokens, hit.Usage.CacheReadInputTokens));
        Assert.Equal("scripted-1", hit.Model.Raw());
        Assert.Equal(1, Upstream.For(text).Calls);
    }

    [Fact]
    public async Task CreateStreaming_AnswerStoredWhole_IsServedInParts()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: how do I return a parcel?";
        Upstream.For(text).Say("Print the label.").End();
        await _client.Messages.Create(Asking(text), Cancellation).Soon();
        await StoredAsync(1);

        Assert.Equal(("Print the label.", StopReason.EndTurn), await StreamAsync(text));
        Assert.Equal(1, Upstream.For(text).Calls);
    }

    [Fact]
    public async Task Create_AnswerStoredFromAStream_IsServedWhole()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: when do you open?";
        Upstream.For(text).Say("At ").Say("nine.").End();
        Assert.Equal(("At nine.", StopReason.EndTurn), await StreamAsync(text));
        await StoredAsync(1);

        Assert.Equal("At nine.", TextOf(await _client.Messages.Create(Asking(text), Cancellation).Soon()));
        Assert.Equal(1, Upstream.For(text).Calls);
    }

    [Fact]
    public async Task Create_AnswerStoredThroughTheOtherFront_IsAHit()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: do you ship to Norway?";
        Upstream.For(text).Say("Yes, we do.").End();
        var body = new JsonObject
        {
            ["model"] = "claude-test",
            ["max_tokens"] = 100,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = text }),
        };
        using var stored = await _http.PostAsJsonAsync(new Uri(Service.Addresses.Http, "v1/chat/completions"), body, Cancellation).Soon();
        Assert.True(stored.IsSuccessStatusCode);
        await StoredAsync(1);

        var hit = await _client.Messages.Create(Asking(text), Cancellation).Soon();

        Assert.Equal(("Yes, we do.", 3L), (TextOf(hit), hit.Usage.CacheReadInputTokens));
        Assert.Equal(1, Upstream.For(text).Calls);
    }

    [Fact]
    public async Task Create_CallsOfTools_AreServedAsToolUse()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: is it warm in Leeds?";
        Upstream.For(text)
            .Say(new ToolCallDelta(0, "c0", "weather", ""))
            .Say(new ToolCallDelta(0, "", "", """{"city":"Leeds"}"""))
            .End(FinishReasons.ToolCalls);

        var answer = await _client.Messages.Create(Asking(text), Cancellation).Soon();

        Assert.Equal(StopReason.ToolUse, answer.StopReason!.Value());
        Assert.True(answer.Content[0].TryPickToolUse(out var call));
        Assert.Equal(("c0", "weather", "Leeds"), (call!.ID, call.Name, call.Input["city"].GetString()));
    }

    [Fact]
    public async Task CreateStreaming_CallsOfToolsWrittenAtOnce_AreBlocksOneAfterAnother()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: is it warm in Leeds and in York?";
        Upstream.For(text)
            .Say("Let me look.")
            .Say(new ToolCallDelta(0, "c0", "weather", "{"))
            .Say(new ToolCallDelta(1, "c1", "weather", "{"))
            .Say(new ToolCallDelta(0, "", "", "}"))
            .Say(new ToolCallDelta(1, "", "", "}"))
            .End(FinishReasons.ToolCalls);

        var written = new List<string>();
        await foreach (var occurred in _client.Messages.CreateStreaming(Asking(text), Cancellation))
        {
            if (occurred.TryPickContentBlockDelta(out var delta))
            {
                written.Add($"{delta.Index} {(delta.Delta.TryPickText(out var piece) ? piece.Text : delta.Delta.TryPickInputJson(out var json) ? json.PartialJson : "")}");
            }
        }

        Assert.Equal(["0 Let me look.", "1 {}", "2 {}"], written);
    }

    [Fact]
    public async Task Create_UpstreamRefuses_ThrowsTheClientsException()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: too much?";
        Upstream.For(text).Fail(new UpstreamException(UpstreamFailure.RateLimited, "Slow down.", statusCode: 429));

        var thrown = await Assert.ThrowsAsync<AnthropicRateLimitException>(() => _client.Messages.Create(Asking(text), Cancellation).Soon());

        Assert.Equal("Slow down.", thrown.ApiMessage);
    }

    [Fact]
    public async Task CreateStreaming_UpstreamBreaksOff_ThrowsAndStoresNothing()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: what breaks?";
        Upstream.For(text).Say("Hal").Fail(new UpstreamException(UpstreamFailure.Unavailable, "Gone."));

        await Assert.ThrowsAnyAsync<AnthropicException>(() => StreamAsync(text));

        Assert.Equal(0, await StoredCountAsync());
    }

    [Fact]
    public async Task CreateStreaming_CallerLeaves_GivesTheUpstreamUp()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: who waits?";
        Upstream.For(text).Say("Hal");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _client.Messages.CreateStreaming(Asking(text), leaving.Token))
            {
                await leaving.CancelAsync();
            }
        });

        await Upstream.For(text).Cancelled.Soon();
    }

    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        _http.Dispose();
        return base.DisposeAsync();
    }

    private static MessageCreateParams Asking(string text) => new()
    {
        Model = "claude-test",
        MaxTokens = 100,
        Messages = [new UserMessageParam(text)],
    };

    private static string TextOf(Message message) =>
        string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : ""));

    private async Task<(string Text, StopReason? Reason)> StreamAsync(string text)
    {
        var written = "";
        var reason = default(StopReason?);
        await foreach (var occurred in _client.Messages.CreateStreaming(Asking(text), Cancellation))
        {
            written += occurred.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var piece) ? piece.Text : "";
            reason = occurred.TryPickDelta(out var end) ? end.Delta.StopReason?.Value() : reason;
        }

        return (written, reason);
    }

    private Task StoredAsync(int entries) => Eventually.HoldsAsync(async () => await StoredCountAsync() == entries);

    private async Task<long> StoredCountAsync() => (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount;
}
