using System.Net.Mime;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Server.Configuration;
using SemanticCache.Server.Http.OpenAI;

namespace SemanticCache.Server.Http.Responses;

/// <summary><c>POST /v1/responses</c>: OpenAI's responses in front of the pipeline, whole or streamed.</summary>
internal sealed class ResponsesEndpoint
{
    private readonly CachePipeline _pipeline;
    private readonly TimeProvider _time;
    private readonly int _mostBytes;

    public ResponsesEndpoint(CachePipeline pipeline, TimeProvider time, IOptions<ServerOptions> options)
    {
        _pipeline = pipeline;
        _time = time;
        _mostBytes = options.Value.MaximumMessageBytes;
    }

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request, _mostBytes, context.RequestAborted);
        var call = ResponseCallReader.Read(body, context.Request.Headers);
        if (CacheHeaders.IsOnlyIfCached(context.Request.Headers))
        {
            await AnswerFromCacheAsync(context, call);
            return;
        }

        await using var reply = await _pipeline.CompleteAsync(call.Request, call.Stream, context.RequestAborted);
        await AnswerAsync(context, call, reply.Outcome, reply.Parts);
    }

    private async Task AnswerFromCacheAsync(HttpContext context, ResponseCall call)
    {
        var outcome = await _pipeline.LookupAsync(call.Request, context.RequestAborted);
        if (outcome.Entry is { } entry)
        {
            await AnswerAsync(context, call, outcome, AnswerCapture.Replay(entry.Answer).ToAsyncEnumerable());
            return;
        }

        CacheHeaders.Write(outcome, _time.GetUtcNow(), context.Response.Headers);
        await OpenAIErrors.WriteAsync(
            context.Response, StatusCodes.Status504GatewayTimeout, "not_cached", "There is no answer in the cache, and the request asks for no other (only-if-cached).");
    }

    private async Task AnswerAsync(HttpContext context, ResponseCall call, CacheOutcome outcome, IAsyncEnumerable<AnswerEvent> answer)
    {
        await using var parts = answer.GetAsyncEnumerator(context.RequestAborted);
        CacheHeaders.Write(outcome, _time.GetUtcNow(), context.Response.Headers);
        var written = new ResponseAnswer(call, outcome, _time.GetUtcNow());
        if (call.Stream && CacheHeaders.WantsProgress(context.Request.Headers))
        {
            // The caller knows at once where its answer will come from; an error of the upstream can then be told in the stream alone.
            var events = new EventStream(context.Response);
            await events.BeginAsync(context.RequestAborted);
            await events.CommentAsync($"semantic-cache {CacheHeaders.ProgressOf(outcome)}", context.RequestAborted);
            await WriteEventsAsync(events, parts, async () => await parts.MoveNextAsync(), written, context.RequestAborted);
            return;
        }

        // Until the first part is here an error can still be told as one.
        var hasPart = await parts.MoveNextAsync();
        await (call.Stream ? StreamAsync(context, parts, hasPart, written) : WriteWholeAsync(context, parts, hasPart, written));
    }

    private static async Task WriteWholeAsync(HttpContext context, IAsyncEnumerator<AnswerEvent> parts, bool hasPart, ResponseAnswer answer)
    {
        var capture = new AnswerCapture();
        var original = default(RawPart);
        for (; hasPart; hasPart = await parts.MoveNextAsync())
        {
            original ??= answer.Original(parts.Current);
            capture.Add(parts.Current);
        }

        var whole = capture.Finish() ?? throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream stopped before the answer's end.");
        context.Response.ContentType = MediaTypeNames.Application.Json;
        await context.Response.WriteAsync(original?.Json ?? answer.Whole(whole), context.RequestAborted);
    }

    private static async Task StreamAsync(HttpContext context, IAsyncEnumerator<AnswerEvent> parts, bool hasPart, ResponseAnswer answer)
    {
        var events = new EventStream(context.Response);
        await events.BeginAsync(context.RequestAborted);
        await WriteEventsAsync(events, parts, () => Task.FromResult(hasPart), answer, context.RequestAborted);
    }

    private static async Task WriteEventsAsync(
        EventStream events, IAsyncEnumerator<AnswerEvent> parts, Func<Task<bool>> first, ResponseAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            for (var hasPart = await first(); hasPart; hasPart = await parts.MoveNextAsync())
            {
                foreach (var (name, json) in answer.Events(parts.Current))
                {
                    await events.WriteAsync(name, json, cancellationToken);
                }
            }
        }
        catch (UpstreamException failure)
        {
            // Too late for a status: the API tells an error in the stream, and a stream without its end is never taken for whole.
            var (name, json) = answer.Failure(failure);
            await events.WriteAsync(name, json, cancellationToken);
        }
    }
}
