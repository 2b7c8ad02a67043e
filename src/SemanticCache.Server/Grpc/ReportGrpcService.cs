using System.Runtime.InteropServices;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Reporting.DecisionLog;
using SemanticCache.Core.Reporting.Rollups;
using SemanticCache.Core.Reporting.Tuning;
using SemanticCache.Core.Search;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;

namespace SemanticCache.Server.Grpc;

/// <summary>The gRPC front of the reports.</summary>
internal sealed partial class ReportGrpcService : ReportService.ReportServiceBase
{
    // A week of minutes would be more than anybody can look at.
    private const int MostPoints = 1_500;
    private const int FewPoints = 400;

    private readonly RollupBook _book;
    private readonly RollupReader _rollups;
    private readonly DecisionReader _decisions;
    private readonly DecisionJudge _judge;
    private readonly MissClusters _clusters;
    private readonly DecisionDefaults _defaults;
    private readonly NamespaceDirectory _namespaces;
    private readonly ICacheStore _store;
    private readonly LabelBook _labels;
    private readonly TimeProvider _time;

    public ReportGrpcService(
        RollupBook book,
        RollupReader rollups,
        DecisionReader decisions,
        DecisionJudge judge,
        MissClusters clusters,
        DecisionDefaults defaults,
        NamespaceDirectory namespaces,
        ICacheStore store,
        LabelBook labels,
        TimeProvider time)
    {
        _book = book;
        _rollups = rollups;
        _decisions = decisions;
        _judge = judge;
        _clusters = clusters;
        _defaults = defaults;
        _namespaces = namespaces;
        _store = store;
        _labels = labels;
        _time = time;
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<GetSummaryResponse> GetSummary(GetSummaryRequest request, ServerCallContext context)
    {
        TimeRange? range = request.StartTime is null && request.EndTime is null ? null : ReportTimes.Read(request.StartTime, request.EndTime, _time.GetUtcNow());
        var response = new GetSummaryResponse();
        foreach (var name in NamesFor(request.Namespace, context))
        {
            response.Namespaces.Add(await SummarizeAsync(name, range, context.CancellationToken));
        }

        return response;
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<GetTimeSeriesResponse> GetTimeSeries(GetTimeSeriesRequest request, ServerCallContext context)
    {
        var range = ReportTimes.Read(request.StartTime, request.EndTime, _time.GetUtcNow());
        var level = LevelOf(request.Step, range);
        var spans = new Dictionary<DateTimeOffset, Rollup>();
        foreach (var name in NamesFor(request.Namespace, context))
        {
            foreach (var (start, figures) in await _rollups.ReadAsync(name, level, range, context.CancellationToken))
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(spans, start, out _) ??= new Rollup()).Add(figures);
            }
        }

        var response = new GetTimeSeriesResponse { Step = StepOf(level) };
        var none = new Rollup();
        var first = level.Floor(range.From);
        var count = (int)Math.Ceiling((range.Before - first) / level.Length());
        for (var i = 0; i < count; i++)
        {
            var start = first + (i * level.Length());
            response.Points.Add(FigureWriter.Point(start, spans.GetValueOrDefault(start, none)));
        }

        return response;
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<GetLatencyResponse> GetLatency(GetLatencyRequest request, ServerCallContext context)
    {
        var range = ReportTimes.Read(request.StartTime, request.EndTime, _time.GetUtcNow());
        var figures = new Rollup();
        foreach (var name in NamesFor(request.Namespace, context))
        {
            figures.Add((await _rollups.SumAsync(name, range, context.CancellationToken)).Figures);
        }

        return new GetLatencyResponse
        {
            Hits = FigureWriter.Latency(figures.Hits),
            Misses = FigureWriter.Latency(figures.Misses),
            HitsFirstPart = FigureWriter.Latency(figures.FirstOfHits),
            MissesFirstPart = FigureWriter.Latency(figures.FirstOfMisses),
        };
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<GetSavingsResponse> GetSavings(GetSavingsRequest request, ServerCallContext context)
    {
        var range = ReportTimes.Read(request.StartTime, request.EndTime, _time.GetUtcNow());
        var response = new GetSavingsResponse();
        foreach (var name in NamesFor(request.Namespace, context))
        {
            var (figures, _) = await _rollups.SumAsync(name, range, context.CancellationToken);
            response.Namespaces.Add(FigureWriter.Savings(name, figures.Sums));
        }

        return response;
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override Task<GetLearningResponse> GetLearning(GetLearningRequest request, ServerCallContext context)
    {
        var state = _labels.Of(Require(request.Namespace).Name).State;
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

    private async Task<Protocol.V1.NamespaceSummary> SummarizeAsync(string name, TimeRange? range, CancellationToken cancellationToken)
    {
        var (figures, from) = range is { } given ? await _rollups.SumAsync(name, given, cancellationToken) : (_book.Of(name).SinceStart(), default(DateTimeOffset?));
        var summary = FigureWriter.Summary(name, figures);
        summary.StartTime = from?.ToTimestamp();
        summary.Entries = await _store.CountAsync(new EntryFilter { Namespace = name }, cancellationToken);
        return summary;
    }

    private IEnumerable<string> NamesFor(string name, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        return name.Length > 0 ? [Require(name).Name] : _namespaces.All.Select(found => found.Name).Where(caller.MayUse);
    }

    private CacheNamespace Require(string name) => name.Length == 0
        ? throw GrpcErrors.Invalid("namespace", "must be the name of a namespace")
        : _namespaces.Find(name) ?? throw new UnknownNamespaceException(name);

    private RollupLevel LevelOf(Step step, TimeRange range)
    {
        var level = step switch
        {
            Step.Unspecified => _rollups.LevelFor(range, FewPoints),
            Step.Minute => RollupLevel.Minute,
            Step.Hour => RollupLevel.Hour,
            Step.Day => RollupLevel.Day,
            _ => throw GrpcErrors.Invalid("step", $"{step} is not one of {Step.Minute}, {Step.Hour}, {Step.Day}"),
        };
        if ((range.Before - range.From) / level.Length() <= MostPoints)
        {
            return level;
        }

        throw step is Step.Unspecified
            ? GrpcErrors.Invalid("start_time", $"must lie at most {MostPoints} days before end_time")
            : GrpcErrors.Invalid("step", $"gives more than {MostPoints} points; take a longer one or a shorter span of time");
    }

    private static Step StepOf(RollupLevel level) => level switch
    {
        RollupLevel.Minute => Step.Minute,
        RollupLevel.Hour => Step.Hour,
        _ => Step.Day,
    };
}
