using System.Net.Mime;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Server.Access;
using SemanticCache.Server.Configuration;

namespace SemanticCache.Server.Http;

/// <summary>The pipeline behind the path of a provider's API, whole or streamed; what the API looks like, its call says.</summary>
internal sealed class FrontEndpoint
{
    private readonly CachePipeline _pipeline;
    private readonly UpstreamNames _upstreams;
    private readonly TimeProvider _time;
    private readonly int _mostBytes;

    public FrontEndpoint(CachePipeline pipeline, UpstreamNames upstreams, TimeProvider time, IOptions<ServerOptions> options)
    {
        _pipeline = pipeline;
        _upstreams = upstreams;
        _time = time;
        _mostBytes = options.Value.MaximumMessageBytes;
    }

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="errors">How the API tells errors.</param>
    public async Task HandleAsync(HttpContext context, Func<ReadOnlyMemory<byte>, IHeaderDictionary, FrontCall> reader, IErrorShape errors)
    {
        var read = reader(await RequestBody.ReadAsync(context.Request, _mostBytes, context.RequestAborted), context.Request.Headers);
        var call = read with { Request = read.Request with { Caller = CallerIdentity.CallerOf(context) } };
        if (CacheHeaders.IsOnlyIfCached(context.Request.Headers))
        {
            await AnswerFromCacheAsync(context, call, errors);
            return;
        }

        await using var reply = await _pipeline.CompleteAsync(call.Request, call.Stream, context.RequestAborted);
        await AnswerAsync(context, call, reply.Outcome, reply.Parts);
    }

    private async Task AnswerFromCacheAsync(HttpContext context, FrontCall call, IErrorShape errors)
    {
        var outcome = await _pipeline.LookupAsync(call.Request, context.RequestAborted);
        if (outcome.Entry is { } entry)
        {
            await AnswerAsync(context, call, outcome, _pipeline.Replay(call.Request, entry.Answer, call.Stream));
            return;
        }

        CacheHeaders.Write(outcome, call.Request.Caller, _time.GetUtcNow(), context.Response.Headers);
        await errors.WriteAsync(
            context.Response, StatusCodes.Status504GatewayTimeout, "not_cached", "There is no answer in the cache, and the request asks for no other (only-if-cached).");
    }

    private async Task AnswerAsync(HttpContext context, FrontCall call, CacheOutcome outcome, IAsyncEnumerable<AnswerEvent> answer)
    {
        await using var parts = answer.GetAsyncEnumerator(context.RequestAborted);
        CacheHeaders.Write(outcome, call.Request.Caller, _time.GetUtcNow(), context.Response.Headers);
        var writer = call.WriterOf(outcome, _time.GetUtcNow());
        if (!call.Stream)
        {
            await WriteWholeAsync(context, parts, writer);
            return;
        }

        var events = new EventStream(context.Response);
        if (CacheHeaders.WantsProgress(context.Request.Headers))
        {
            // The caller knows at once where its answer will come from; an error of the upstream can then be told in the stream alone.
            await events.BeginAsync(context.RequestAborted);
            await events.CommentAsync($"semantic-cache {CacheHeaders.ProgressOf(outcome)}", context.RequestAborted);
            if (!outcome.IsHit)
            {
                var upstream = _upstreams.Of(call.Request.Namespace);
                await events.CommentAsync($"semantic-cache {CacheHeaders.ProgressOf(outcome, upstream, call.Request.Model)}", context.RequestAborted);
            }

            await WriteEventsAsync(events, parts, parts.MoveNextAsync, writer, context.RequestAborted);
            return;
        }

        // Until the first part is here an error can still be told as one.
        var hasPart = await parts.MoveNextAsync();
        await events.BeginAsync(context.RequestAborted);
        await WriteEventsAsync(events, parts, () => ValueTask.FromResult(hasPart), writer, context.RequestAborted);
    }

    private static async Task WriteWholeAsync(HttpContext context, IAsyncEnumerator<AnswerEvent> parts, AnswerWriter writer)
    {
        var capture = new AnswerCapture();
        var original = default(RawPart);
        while (await parts.MoveNextAsync())
        {
            original ??= writer.Original(parts.Current);
            capture.Add(parts.Current);
        }

        var whole = capture.Finish() ?? throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream stopped before the answer's end.");
        context.Response.ContentType = MediaTypeNames.Application.Json;
        await context.Response.WriteAsync(original?.Json ?? writer.Whole(whole), context.RequestAborted);
    }

    private static async Task WriteEventsAsync(
        EventStream events, IAsyncEnumerator<AnswerEvent> parts, Func<ValueTask<bool>> first, AnswerWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            for (var hasPart = await first(); hasPart; hasPart = await parts.MoveNextAsync())
            {
                await events.WriteAsync(writer.Events(parts.Current), cancellationToken);
            }

            await events.WriteAsync(writer.Closing, cancellationToken);
        }
        catch (UpstreamException failure)
        {
            // Too late for a status: the API tells an error in the stream, and a stream without its end is never taken for whole.
            await events.WriteAsync([writer.Failure(failure)], cancellationToken);
        }
    }
}
