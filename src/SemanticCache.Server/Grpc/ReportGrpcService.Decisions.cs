using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Reporting.DecisionLog;
using SemanticCache.Core.Reporting.Tuning;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;
using LoggedDecision = SemanticCache.Core.Reporting.DecisionLog.LoggedDecision;

namespace SemanticCache.Server.Grpc;

/// <content>Reports that read the decision log.</content>
internal sealed partial class ReportGrpcService
{
    // The newest are enough to tune by, and reading more would take seconds.
    private const int MostDecisionsRead = 50_000;
    private const int UsualClusters = 20;
    private const int MostClusters = 100;

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<ListDecisionsResponse> ListDecisions(ListDecisionsRequest request, ServerCallContext context)
    {
        var page = new DecisionPage(
            Require(request.Namespace).Name, ReportTimes.ReadAll(request.StartTime, request.EndTime, _time.GetUtcNow()), PageSize.Read(request.PageSize), request.PageToken);
        var (decisions, next) = await ListAsync(
            page, (decision, _) => request.Outcome is Outcome.Unspecified || ResponseWriter.OutcomeOf(decision.Outcome) == request.Outcome, context);
        return new ListDecisionsResponse { Decisions = { decisions }, NextPageToken = next };
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<ListNearMissesResponse> ListNearMisses(ListNearMissesRequest request, ServerCallContext context)
    {
        if (request.LeastSimilarity is not (>= 0 and <= 1))
        {
            throw GrpcErrors.Invalid("least_similarity", "must be from 0 to 1");
        }

        var page = new DecisionPage(
            Require(request.Namespace).Name, ReportTimes.ReadAll(request.StartTime, request.EndTime, _time.GetUtcNow()), PageSize.Read(request.PageSize), request.PageToken);
        var (decisions, next) = await ListAsync(
            page,
            (decision, isJudged) => decision.IsNearMiss && decision.Similarity >= request.LeastSimilarity && !(request.Unjudged && isJudged),
            context);
        return new ListNearMissesResponse { Decisions = { decisions }, NextPageToken = next };
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<ListTopMissesResponse> ListTopMisses(ListTopMissesRequest request, ServerCallContext context)
    {
        if (request.Limit is < 0 or > MostClusters)
        {
            throw GrpcErrors.Invalid("limit", $"must be from 1 to {MostClusters}, or 0 for {UsualClusters}");
        }

        var found = Require(request.Namespace);
        var range = ReportTimes.ReadAll(request.StartTime, request.EndTime, _time.GetUtcNow());
        var misses = await ReadAsync(found.Name, range, context).Where(decision => !decision.IsHit && decision.Question.Length > 0).ToListAsync(context.CancellationToken);
        var clusters = await _clusters.OfAsync(misses.Select(miss => miss.Question), request.Limit == 0 ? UsualClusters : request.Limit, context.CancellationToken);
        return new ListTopMissesResponse
        {
            Misses = misses.Count,
            Recorded = found.Policy.RecordQueries,
            Clusters =
            {
                clusters.Select(cluster => new Protocol.V1.MissCluster
                {
                    Question = cluster.Question, Count = cluster.Count, Wordings = cluster.Wordings, Samples = { cluster.Samples },
                }),
            },
        };
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<GetThresholdSweepResponse> GetThresholdSweep(GetThresholdSweepRequest request, ServerCallContext context)
    {
        if (request.HasTargetPrecision && request.TargetPrecision is not (>= 0 and <= 1))
        {
            throw GrpcErrors.Invalid("target_precision", "must be from 0 to 1");
        }

        var found = Require(request.Namespace);
        var range = ReportTimes.ReadAll(request.StartTime, request.EndTime, _time.GetUtcNow());
        var decisions = await ReadAsync(found.Name, range, context).ToListAsync(context.CancellationToken);
        var verdicts = await _judge.VerdictsAsync(found.Name, range.From, context.CancellationToken);
        var labels = _labels.Of(found.Name).Verdicts();
        var isOfThreshold = found.Policy.Decision is DecisionKind.Threshold;
        var confidence = found.Policy.MinimumConfidence ?? _defaults.Confidence;
        var current = isOfThreshold ? found.Policy.SimilarityThreshold ?? _defaults.SimilarityOf(found.Policy.Decision) : confidence;
        var budget = request.HasTargetPrecision ? 1 - request.TargetPrecision : found.Policy.ErrorBudget ?? 1 - confidence;
        return Write(ThresholdSweep.Of(decisions, IsRight, found.Policy.Decision, current, budget));

        // What people say of this very decision counts before what is known of the pair.
        bool? IsRight(LoggedDecision decision) => verdicts.TryGetValue(decision.Id, out var said) ? said
            : decision.Entry is { } entry && labels.TryGetValue((new EntryId(entry), decision.AnsweredAt, new EntryId(decision.QuestionId)), out var known) ? known
            : null;
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<JudgeDecisionResponse> JudgeDecision(JudgeDecisionRequest request, ServerCallContext context)
    {
        if (request.Verdict is not (Verdict.Good or Verdict.Bad))
        {
            throw GrpcErrors.Invalid("verdict", "must be VERDICT_GOOD or VERDICT_BAD");
        }

        var caller = CallerIdentity.CallerOf(context);
        return await _judge.JudgeAsync(caller, Require(request.Namespace).Name, request.DecisionId, request.Verdict is Verdict.Good, context.CancellationToken)
            ? new JudgeDecisionResponse()
            : throw GrpcErrors.Create(Code.NotFound, "UNKNOWN_DECISION", $"There is no decision {request.DecisionId} on an entry in the namespace's log.");
    }

    private async Task<(List<Protocol.V1.LoggedDecision> Decisions, string NextToken)> ListAsync(
        DecisionPage page, Func<LoggedDecision, bool, bool> isWanted, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        var verdicts = await _judge.VerdictsAsync(page.Namespace, page.Range.From, context.CancellationToken);
        var writer = new DecisionWriter(_store, verdicts);
        var written = new List<Protocol.V1.LoggedDecision>();
        var last = page.Token;
        var read = 0;
        await foreach (var decision in _decisions.ReadAsync(page.Namespace, page.Range, page.Token, context.CancellationToken))
        {
            // Where little is wanted of much, a page ends without being full, and the next one goes on.
            if (written.Count == page.Size || read == MostDecisionsRead)
            {
                return (written, last);
            }

            read++;
            last = DecisionToken.Of(decision);
            if (caller.MaySee(page.Namespace, decision.Tenant) && isWanted(decision, verdicts.ContainsKey(decision.Id)))
            {
                written.Add(await writer.WriteAsync(decision, context.CancellationToken));
            }
        }

        return (written, "");
    }

    private IAsyncEnumerable<LoggedDecision> ReadAsync(string name, TimeRange range, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        return _decisions.ReadAsync(name, range, after: "", context.CancellationToken)
            .Take(MostDecisionsRead)
            .Where(decision => caller.MaySee(name, decision.Tenant));
    }

    private static GetThresholdSweepResponse Write(SweepResult sweep)
    {
        var response = new GetThresholdSweepResponse
        {
            Setting = sweep.IsOfConfidence ? "minimum_confidence" : "similarity_threshold",
            Current = sweep.Current,
            Decisions = sweep.Decisions,
            Unknown = sweep.Unknown,
            TargetPrecision = 1 - sweep.ErrorBudget,
            Points = { sweep.Points.Select(Write) },
        };
        if (sweep.Recommended is { } recommended)
        {
            response.Recommended = recommended;
        }

        if (sweep.LabelsNeeded is { } needed)
        {
            response.LabelsNeeded = needed;
        }

        return response;
    }

    private static Protocol.V1.SweepPoint Write(Core.Reporting.Tuning.SweepPoint point)
    {
        var written = new Protocol.V1.SweepPoint
        {
            Threshold = point.Threshold,
            Hits = point.Hits,
            Labelled = point.Labelled,
            Wrong = point.Wrong,
            WrongShareLow = point.WrongLow,
            WrongShareHigh = point.WrongHigh,
            CostSaved = point.Saved,
        };
        if (point.ExpectedWrong is { } expected)
        {
            written.ExpectedWrong = expected;
        }

        return written;
    }
}
