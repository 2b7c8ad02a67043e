using System.Net.Mime;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Server.Configuration;

namespace SemanticCache.Server.Http.OpenAI;

/// <summary><c>POST /v1/chat/completions</c>: OpenAI's chat completions in front of the pipeline, whole or streamed.</summary>
internal sealed class ChatCompletionsEndpoint
{
    private readonly CachePipeline _pipeline;
    private readonly TimeProvider _time;
    private readonly int _mostBytes;

    public ChatCompletionsEndpoint(CachePipeline pipeline, TimeProvider time, IOptions<ServerOptions> options)
    {
        _pipeline = pipeline;
        _time = time;
        _mostBytes = options.Value.MaximumMessageBytes;
    }

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        var body = await RequestBody.ReadAsync(context.Request, _mostBytes, cancellationToken);
        var call = ChatCallReader.Read(body, context.Request.Headers);
        if (CacheHeaders.IsOnlyIfCached(context.Request.Headers))
        {
            await AnswerFromCacheAsync(context, call, cancellationToken);
            return;
        }

        await using var reply = await _pipeline.CompleteAsync(call.Request, call.Stream, cancellationToken);
        await using var parts = reply.Parts.GetAsyncEnumerator(cancellationToken);

        CacheHeaders.Write(reply.Outcome, _time.GetUtcNow(), context.Response.Headers);
        var answer = new ChatAnswer(call, reply.Outcome, _time.GetUtcNow());
        if (call.Stream && CacheHeaders.WantsProgress(context.Request.Headers))
        {
            await StreamWithProgressAsync(context, parts, answer, CacheHeaders.ProgressOf(reply.Outcome), cancellationToken);
            return;
        }

        // Until the first part is here an error can still be told as one.
        var hasPart = await parts.MoveNextAsync();
        await (call.Stream
            ? StreamAsync(context, parts, hasPart, answer, cancellationToken)
            : WriteWholeAsync(context, parts, hasPart, answer, cancellationToken));
    }

    private async Task AnswerFromCacheAsync(HttpContext context, ChatCall call, CancellationToken cancellationToken)
    {
        var outcome = await _pipeline.LookupAsync(call.Request, cancellationToken);
        CacheHeaders.Write(outcome, _time.GetUtcNow(), context.Response.Headers);
        if (outcome.Entry is not { } entry)
        {
            await OpenAIErrors.WriteAsync(context.Response, StatusCodes.Status504GatewayTimeout, "not_cached", "There is no answer in the cache, and the request asks for no other (only-if-cached).");
            return;
        }

        var parts = AnswerCapture.Replay(entry.Answer).ToAsyncEnumerable().GetAsyncEnumerator(cancellationToken);
        await using (parts)
        {
            var hasPart = await parts.MoveNextAsync();
            var answer = new ChatAnswer(call, outcome, _time.GetUtcNow());
            await (call.Stream
                ? StreamAsync(context, parts, hasPart, answer, cancellationToken)
                : WriteWholeAsync(context, parts, hasPart, answer, cancellationToken));
        }
    }

    private static async Task WriteWholeAsync(
        HttpContext context, IAsyncEnumerator<AnswerEvent> parts, bool hasPart, ChatAnswer answer, CancellationToken cancellationToken)
    {
        var capture = new AnswerCapture();
        var original = default(string);
        for (; hasPart; hasPart = await parts.MoveNextAsync())
        {
            original ??= answer.Original(parts.Current);
            capture.Add(parts.Current);
        }

        var whole = capture.Finish() ?? throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream stopped before the answer's end.");
        context.Response.ContentType = MediaTypeNames.Application.Json;
        await context.Response.WriteAsync(original ?? answer.Whole(whole), cancellationToken);
    }

    // The caller knows at once where its answer will come from; an error of the upstream can then be told in the stream alone.
    private static async Task StreamWithProgressAsync(
        HttpContext context, IAsyncEnumerator<AnswerEvent> parts, ChatAnswer answer, string progress, CancellationToken cancellationToken)
    {
        var events = new EventStream(context.Response);
        await events.BeginAsync(cancellationToken);
        await events.CommentAsync($"semantic-cache {progress}", cancellationToken);
        await WriteEventsAsync(events, parts, async () => await parts.MoveNextAsync(), answer, cancellationToken);
    }

    private static async Task StreamAsync(
        HttpContext context, IAsyncEnumerator<AnswerEvent> parts, bool hasPart, ChatAnswer answer, CancellationToken cancellationToken)
    {
        var events = new EventStream(context.Response);
        await events.BeginAsync(cancellationToken);
        await WriteEventsAsync(events, parts, () => Task.FromResult(hasPart), answer, cancellationToken);
    }

    private static async Task WriteEventsAsync(
        EventStream events, IAsyncEnumerator<AnswerEvent> parts, Func<Task<bool>> first, ChatAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            for (var hasPart = await first(); hasPart; hasPart = await parts.MoveNextAsync())
            {
                foreach (var chunk in answer.Chunks(parts.Current))
                {
                    await events.WriteAsync(chunk, cancellationToken);
                }
            }

            await events.WriteAsync("[DONE]", cancellationToken);
        }
        catch (UpstreamException failure)
        {
            // Too late for a status: the API tells an error in the stream, and a stream without its end is never taken for whole.
            await events.WriteAsync(OpenAIErrors.Of(failure), cancellationToken);
        }
    }
}
