using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Search;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;

namespace SemanticCache.Server.Grpc;

/// <summary>The gRPC front of the reports.</summary>
internal sealed class ReportGrpcService : ReportService.ReportServiceBase
{
    private readonly SummaryBook _book;
    private readonly NamespaceDirectory _namespaces;
    private readonly ICacheStore _store;
    private readonly LabelBook _labels;

    public ReportGrpcService(SummaryBook book, NamespaceDirectory namespaces, ICacheStore store, LabelBook labels)
    {
        _book = book;
        _namespaces = namespaces;
        _store = store;
        _labels = labels;
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<GetSummaryResponse> GetSummary(GetSummaryRequest request, ServerCallContext context)
    {
        if (request.Namespace.Length > 0 && _namespaces.Find(request.Namespace) is null)
        {
            throw new UnknownNamespaceException(request.Namespace);
        }

        var caller = CallerIdentity.CallerOf(context);
        var response = new GetSummaryResponse();
        foreach (var name in _namespaces.All.Select(found => found.Name).Where(name => request.Namespace.Length == 0 ? caller.MayUse(name) : name == request.Namespace))
        {
            response.Namespaces.Add(await SummarizeAsync(name, context.CancellationToken));
        }

        return response;
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override Task<GetLearningResponse> GetLearning(GetLearningRequest request, ServerCallContext context)
    {
        if (_namespaces.Find(request.Namespace) is null)
        {
            throw new UnknownNamespaceException(request.Namespace);
        }

        var state = _labels.Of(request.Namespace).State;
        return Task.FromResult(new GetLearningResponse
        {
            Right = state.Right,
            Wrong = state.Wrong,
            Fitted = state.IsLearned ? PolicyMapping.Write(state.Fitted) : null,
            Audited = state.Audited,
            AuditedWrong = state.AuditedWrong,
            WrongShareBound = state.WrongShareBound,
            Alarms = state.Alarms,
        });
    }

    private async Task<Protocol.V1.NamespaceSummary> SummarizeAsync(string name, CancellationToken cancellationToken)
    {
        var figures = _book.Of(name).Read();
        var outcomes = figures.Outcomes;
        var hits = outcomes[CacheOutcomeKind.ExactHit] + outcomes[CacheOutcomeKind.SemanticHit] + outcomes[CacheOutcomeKind.StaleHit];
        var requests = outcomes.Values.Sum();
        var answered = requests - outcomes[CacheOutcomeKind.Error];
        return new Protocol.V1.NamespaceSummary
        {
            Namespace = name,
            Requests = requests,
            ExactHits = outcomes[CacheOutcomeKind.ExactHit],
            SemanticHits = outcomes[CacheOutcomeKind.SemanticHit],
            StaleHits = outcomes[CacheOutcomeKind.StaleHit],
            Joined = outcomes[CacheOutcomeKind.Joined],
            Misses = outcomes[CacheOutcomeKind.Miss],
            Bypassed = outcomes[CacheOutcomeKind.Bypass],
            Errors = outcomes[CacheOutcomeKind.Error],
            HitRate = answered == 0 ? 0 : (double)hits / answered,
            HitLatency = Write(figures.HitLatency),
            MissLatency = Write(figures.MissLatency),
            TokensSaved = figures.TokensSaved,
            CostSaved = figures.CostSaved,
            WithheldHits = figures.Withheld,
            GoodFeedback = figures.GoodFeedback,
            BadFeedback = figures.BadFeedback,
            Entries = await _store.CountAsync(new EntryFilter { Namespace = name }, cancellationToken),
        };
    }

    private static LatencySummary? Write(LatencyPercentiles latency) => latency.Median == TimeSpan.Zero
        ? null
        : new LatencySummary
        {
            P50 = Duration.FromTimeSpan(latency.Median),
            P95 = Duration.FromTimeSpan(latency.Percentile95),
            P99 = Duration.FromTimeSpan(latency.Percentile99),
        };
}
