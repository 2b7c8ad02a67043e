using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.WriteBack;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;
using SemanticCache.Server.Configuration;

namespace SemanticCache.Server.Grpc;

/// <summary>The gRPC front of the pipeline.</summary>
internal sealed class CacheGrpcService : CacheService.CacheServiceBase
{
    private const int MostLookups = 128;
    private const int LongestFeedbackText = 64 * 1024;

    private readonly CachePipeline _pipeline;
    private readonly UpstreamNames _upstreams;
    private readonly TimeProvider _time;

    public CacheGrpcService(CachePipeline pipeline, UpstreamNames upstreams, TimeProvider time)
    {
        _pipeline = pipeline;
        _upstreams = upstreams;
        _time = time;
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Client, CallerRole.Viewer)]
    public override Task<LookupResponse> Lookup(LookupRequest request, ServerCallContext context) =>
        LookupAsync(RequestReader.Read(request.Question, request.CacheControl, CallerIdentity.CallerOf(context)), request.Explain, context.CancellationToken);

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Client, CallerRole.Viewer)]
    public override async Task<BatchLookupResponse> BatchLookup(BatchLookupRequest request, ServerCallContext context)
    {
        if (request.Lookups.Count is 0 or > MostLookups)
        {
            throw GrpcErrors.Invalid("lookups", $"must hold 1 to {MostLookups} lookups");
        }

        // All are read before the first is looked up: a mistake in the last must not waste the work of the others.
        var caller = CallerIdentity.CallerOf(context);
        var mistakes = new List<FieldMistake>();
        var questions = request.Lookups
            .Select((lookup, index) => RequestReader.Read(lookup.Question, lookup.CacheControl, caller, mistakes, $"lookups[{index}]."))
            .ToList();
        GrpcErrors.ThrowIfAny(mistakes);
        var results = questions.Select((question, index) => LookupAsync(question, request.Lookups[index].Explain, context.CancellationToken));
        return new BatchLookupResponse { Results = { await Task.WhenAll(results) } };
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Client)]
    public override async Task<StoreResponse> Store(StoreRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        caller.RequireStoring();
        if (request.Pinned)
        {
            caller.RequireAdmin();
        }

        var mistakes = new List<FieldMistake>();
        var question = RequestReader.Read(request.Question, request.CacheControl, caller, mistakes);
        var answer = AnswerReader.Read(request.Answer, mistakes);
        GrpcErrors.ThrowIfAny(mistakes);
        var result = await _pipeline.StoreAsync(question, answer, context.CancellationToken, request.Pinned);
        if (result.Admission is not Admission.Admitted)
        {
            throw StoreRefusals.Of(result.Admission);
        }

        return new StoreResponse { EntryId = result.EntryId.ToString(), ExpireTime = result.ExpiresAt.ToTimestamp(), Semantic = result.IsSemantic };
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Client)]
    public override async Task<CompleteResponse> Complete(CompleteRequest request, ServerCallContext context)
    {
        var question = RequestReader.Read(request.Question, request.CacheControl, CallerIdentity.CallerOf(context));
        await using var reply = await _pipeline.CompleteAsync(question, stream: false, context.CancellationToken);
        var capture = new AnswerCapture();
        await foreach (var part in reply.Parts.WithCancellation(context.CancellationToken))
        {
            capture.Add(part);
        }

        var response = new CompleteResponse { Metadata = ResponseWriter.Metadata(reply.Outcome, question.Caller) };
        if (capture.Finish() is { } answer)
        {
            response.Answer = ResponseWriter.Answer(answer);
        }

        return response;
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Client)]
    public override async Task StreamComplete(
        StreamCompleteRequest request, IServerStreamWriter<StreamCompleteResponse> responseStream, ServerCallContext context)
    {
        var question = RequestReader.Read(request, CallerIdentity.CallerOf(context));
        await using var reply = await _pipeline.CompleteAsync(question, stream: true, context.CancellationToken);
        await responseStream.WriteAsync(new StreamCompleteResponse { Start = ResponseWriter.Metadata(reply.Outcome, question.Caller) }, context.CancellationToken);
        if (request.Progress && !reply.Outcome.IsHit)
        {
            await responseStream.WriteAsync(StreamedParts.Progress(reply.Outcome, _upstreams.Of(question.Namespace), question.Model), context.CancellationToken);
        }

        await foreach (var part in reply.Parts.WithCancellation(context.CancellationToken))
        {
            foreach (var message in StreamedParts.Write(part))
            {
                await responseStream.WriteAsync(message, context.CancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Client, CallerRole.Viewer)]
    public override async Task<SubmitFeedbackResponse> SubmitFeedback(SubmitFeedbackRequest request, ServerCallContext context)
    {
        var mistakes = new List<FieldMistake>();
        var entry = EntryIdReader.Read("entry_id", request.EntryId, mistakes);
        if (request.Verdict is not (Verdict.Good or Verdict.Bad))
        {
            mistakes.Add(new FieldMistake("verdict", "must be VERDICT_GOOD or VERDICT_BAD"));
        }

        GrpcErrors.ThrowIfAny(mistakes);
        if (request.Question.Length > LongestFeedbackText || request.CorrectAnswer.Length > LongestFeedbackText)
        {
            throw GrpcErrors.Create(Code.ResourceExhausted, "TOO_LARGE", $"question and correct_answer may have {LongestFeedbackText} characters each.");
        }

        var feedback = new EntryFeedback(request.Verdict is Verdict.Good, request.Question, request.CorrectAnswer, _time.GetUtcNow());
        return await _pipeline.SubmitFeedbackAsync(CallerIdentity.CallerOf(context), entry, feedback, context.CancellationToken)
            ? new SubmitFeedbackResponse()
            : throw GrpcErrors.Create(Code.NotFound, "UNKNOWN_ENTRY", $"There is no entry {entry}.");
    }

    private async Task<LookupResponse> LookupAsync(CacheRequest question, bool explain, CancellationToken cancellationToken)
    {
        if (explain)
        {
            question.Caller.RequireExplanation();
        }

        var outcome = await _pipeline.LookupAsync(question with { IsExplained = explain }, cancellationToken);
        var response = new LookupResponse { Metadata = ResponseWriter.Metadata(outcome, question.Caller) };
        if (outcome.Entry is { } entry)
        {
            response.Answer = ResponseWriter.Answer(entry.Answer);
        }

        if (explain && outcome.Decision is { } decision)
        {
            response.Explanation = ResponseWriter.Explain(decision);
        }

        return response;
    }
}
