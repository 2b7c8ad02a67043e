using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Telemetry;

/// <summary>The spans of requests, of their stages and of the upstream.</summary>
[Collection(nameof(TracingCollection))]
public sealed class TracingTests
{
    private readonly TracedService _service;
    private readonly ServiceCalls _calls;
    private readonly string _space;

    public TracingTests(TracedService service)
    {
        _service = service;
        _calls = new ServiceCalls(service.Service.Client);
        _space = service.NewNamespace();
        service.Stub.Say(Said.Whole);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complete_Miss_HasSpansOfRequestStagesAndUpstream()
    {
        using var caller = TracedService.Caller();

        await _service.CompleteAsync(_space, Said.Question);

        var spans = await _service.Spans.OfAsync(caller, chats: 1);
        var request = spans.Single(SpanLog.IsRequest);
        var chat = spans.Single(SpanLog.IsChat);
        AssertStages(spans, "decisions", "embedding", "exact", "namespaces", "scoping", "search");
        Assert.All(spans.Except([request]), span => Assert.Equal(request.SpanId, span.ParentSpanId));
        Assert.True(request.Parent is { IsStopped: true, HasRemoteParent: true }, "The request's span stands under the server's own.");
        Assert.Equal("chat m", chat.DisplayName);
        Assert.Equal(chat.TraceId, caller.TraceId);
        AssertTags(request, ("semantic_cache.namespace", _space), ("semantic_cache.outcome", "miss"), ("semantic_cache.reason", "no_candidate"));
        AssertTags(spans.Single(span => span.OperationName == "cache search"), ("semantic_cache.stage", "search"));
    }

    [Fact]
    public async Task Complete_Miss_TellsOfTheModelInTheWordsOfTheConventions()
    {
        using var caller = TracedService.Caller();

        await _service.CompleteAsync(_space, Said.Question);

        AssertTags(
            (await _service.Spans.OfAsync(caller, chats: 1)).Single(SpanLog.IsChat),
            ("semantic_cache.endpoint", "provider"),
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.provider.name", "openai"),
            ("gen_ai.request.model", "m"),
            ("gen_ai.request.stream", false),
            ("gen_ai.response.model", "m-2026"),
            ("gen_ai.response.finish_reasons", "stop"),
            ("gen_ai.usage.input_tokens", 40),
            ("gen_ai.usage.output_tokens", 9),
            ("gen_ai.usage.cache_read.input_tokens", 32),
            ("server.address", "127.0.0.1"),
            ("server.port", _service.Stub.Address.Port));
    }

    [Fact]
    public async Task Complete_AnotherProvider_IsNamed()
    {
        _service.Stub.Say(Said.Message);
        await _calls.CreateNamespaceAsync(_space, new Policy { Upstream = "other" });
        using var caller = TracedService.Caller();

        await _service.CompleteAsync(_space, Said.Question);

        var chat = (await _service.Spans.OfAsync(caller, chats: 1)).Single(SpanLog.IsChat);
        Assert.Equal("anthropic", chat.GetTagItem("gen_ai.provider.name"));
        Assert.Equal("claude-2026", chat.GetTagItem("gen_ai.response.model"));
    }

    [Fact]
    public async Task Lookup_Hit_TellsEntryAndSimilarity()
    {
        var stored = await _calls.StoreAsync(_space, Said.Question, Said.Text);
        using var caller = TracedService.Caller();

        await _calls.LookupAsync(_space, Said.Question);

        var spans = await _service.Spans.OfAsync(caller);
        AssertStages(spans, "exact", "namespaces", "scoping", "touch");
        AssertTags(
            spans.Single(SpanLog.IsRequest),
            ("semantic_cache.namespace", _space),
            ("semantic_cache.outcome", "exact_hit"),
            ("semantic_cache.reason", "same_question"),
            ("semantic_cache.similarity", 1d),
            ("semantic_cache.entry", stored.EntryId));
    }

    [Fact]
    public async Task Post_Stream_EndsItsSpansWithTheStream()
    {
        var mayEnd = new TaskCompletionSource();
        Stream(mayEnd.Task, Said.Ended, Said.Usage, "[DONE]");
        using var caller = TracedService.Caller();

        using var response = await _service.PostAsync(_space, Said.Question, stream: true);
        using var reader = await BegunAsync(response);
        Assert.DoesNotContain(_service.Spans.Of(caller), span => SpanLog.IsChat(span) || SpanLog.IsRequest(span));
        mayEnd.SetResult();
        await reader.ReadToEndAsync(Cancellation).Soon();

        var spans = await _service.Spans.OfAsync(caller, chats: 1);
        var chat = spans.Single(SpanLog.IsChat);
        Assert.Equal((true, 2), (chat.GetTagItem("gen_ai.request.stream"), chat.GetTagItem("gen_ai.usage.output_tokens")));
        Assert.All(spans, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
    }

    [Fact]
    public async Task Post_CallerLeavesTheStream_EndsItsSpansAsCancelled()
    {
        var mayEnd = new TaskCompletionSource();
        Stream(mayEnd.Task);
        using var caller = TracedService.Caller();

        using (var response = await _service.PostAsync(_space, Said.Question, stream: true))
        {
            using var reader = await BegunAsync(response);
        }

        var spans = await _service.Spans.OfAsync(caller, chats: 1);
        mayEnd.SetResult();
        AssertFailed(spans.Single(SpanLog.IsRequest), "cancelled");
        AssertFailed(spans.Single(SpanLog.IsChat), "cancelled");
    }

    [Fact]
    public async Task Post_CutStream_EndsItsSpansAsFailed()
    {
        Stream(Task.CompletedTask);
        using var caller = TracedService.Caller();

        using var response = await _service.PostAsync(_space, Said.Question, stream: true);
        await response.Content.ReadAsStringAsync(Cancellation).Soon();

        var spans = await _service.Spans.OfAsync(caller, chats: 1);
        AssertFailed(spans.Single(SpanLog.IsRequest), "upstream_unavailable");
        AssertFailed(spans.Single(SpanLog.IsChat), "unavailable");
    }

    [Fact]
    public async Task Spans_OfAnyEnding_HoldNoWordsAndNoKeys()
    {
        using var caller = TracedService.Caller();
        _service.Stub.Say(Said.Refusal, status: 400);
        using (await _service.PostAsync(_space, Said.Question))
        {
            _service.Stub.Say(Said.Whole);
        }

        await _service.CompleteAsync(_space, Said.Question);
        await _calls.StoreAsync(_space, Said.Question, Said.Text);
        await _calls.LookupAsync(_space, "how does a refund of an opened parcel work?");

        var spans = await _service.Spans.OfAsync(caller, requests: 3, chats: 2);
        AssertFailed(spans.First(SpanLog.IsChat), "rejected");
        Assert.All(spans, span => Assert.Empty(span.Events));
        Assert.All(spans, span => Assert.Null(span.StatusDescription));
        Assert.All(
            spans.SelectMany(span => span.TagObjects.Select(tag => $"{Shown(tag.Value)}").Append(span.DisplayName)),
            shown => Assert.DoesNotContain(Said.Words, word => shown.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Complete_Joined_LinksToTheRequestThatAsks()
    {
        var mayAnswer = new TaskCompletionSource();
        var answer = _service.Stub.Answer;
        _service.Stub.Answer = async context =>
        {
            await mayAnswer.Task.Soon();
            await answer(context);
        };
        var asked = _service.Stub.Bodies.Count;
        using var caller = TracedService.Caller();
        var first = _service.CompleteAsync(_space, Said.Question);
        await TestUtils.Eventually.HoldsAsync(() => _service.Stub.Bodies.Count > asked, Cancellation);
        using var second = _service.Service.Client.Cache.StreamComplete(new StreamCompleteRequest { Question = new Question { Namespace = _space, Text = Said.Question, Model = "m" }, Progress = true }, cancellationToken: Cancellation);
        Assert.True(await second.NextSoon());

        mayAnswer.SetResult();
        await Task.WhenAll(first, second.RestAsync()).Soon();

        var spans = await _service.Spans.OfAsync(caller, requests: 2, chats: 1);
        var asking = spans.Single(span => SpanLog.IsRequest(span) && Equals(span.GetTagItem("semantic_cache.outcome"), "miss"));
        var joined = spans.Single(span => SpanLog.IsRequest(span) && Equals(span.GetTagItem("semantic_cache.outcome"), "joined"));
        Assert.Equal(asking.SpanId, Assert.Single(joined.Links).Context.SpanId);
        Assert.Equal(asking.SpanId, spans.Single(SpanLog.IsChat).ParentSpanId);
    }

    private static object? Shown(object? value) => value is string[] values ? string.Join(',', values) : value;

    private static void AssertStages(IEnumerable<Activity> spans, params string[] stages) => Assert.Equal(
        stages.Select(stage => "cache " + stage),
        spans.Where(span => !SpanLog.IsRequest(span) && !SpanLog.IsChat(span)).Select(span => span.OperationName).Order(StringComparer.Ordinal));

    private static void AssertTags(Activity span, params (string Name, object Value)[] tags) => Assert.Equal(
        tags.Select(tag => (tag.Name, (object?)tag.Value)).OrderBy(tag => tag.Name, StringComparer.Ordinal),
        span.TagObjects.Select(tag => (tag.Key, Shown(tag.Value))).OrderBy(tag => tag.Key, StringComparer.Ordinal));

    private static void AssertFailed(Activity span, string errorType) =>
        Assert.Equal((ActivityStatusCode.Error, errorType), (span.Status, span.GetTagItem("error.type")));

    private static async Task<StreamReader> BegunAsync(HttpResponseMessage response)
    {
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        Assert.Equal($"data: {Said.Begun}", await reader.ReadLineAsync(Cancellation).AsTask().Soon());
        return reader;
    }

    private void Stream(Task mayGoOn, params string[] rest) => _service.Stub.Answer = async context =>
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"data: {Said.Begun}\n\n");
        await context.Response.Body.FlushAsync();
        await mayGoOn.Soon();
        foreach (var data in rest)
        {
            await context.Response.WriteAsync($"data: {data}\n\n");
        }
    };
}
