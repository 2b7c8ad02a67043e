using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

/// <summary>The reports over the wire, of the real models' decisions.</summary>
public sealed class ReportTests : ServiceTests
{
    private const string Stored = "How do I raise my card limit?";
    private const string SameMeaning = "How can I raise the limit of my card?";
    private const string LookAlike = "How do I lower my card limit?";

    public ReportTests(SharedService shared)
        : base(shared)
    {
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ReportService.ReportServiceClient Reports => Service.Client.Reports;

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { RecordQueries = true, MinimumConfidence = 0.8, BypassRules = new BypassRuleList() });
        await Calls.StoreAsync(Space, Stored, "In the app, under Cards.");
        await Calls.LookupAsync(Space, Stored);
        await Calls.LookupAsync(Space, SameMeaning);
        await Calls.LookupAsync(Space, LookAlike);
        await Calls.LookupAsync(Space, "Where is the nearest branch?");
    }

    [Fact]
    public async Task GetSummary_OfASpanOfTime_HasTheSameFiguresAsSinceTheStart()
    {
        var sinceStart = Assert.Single((await Calls.GetSummaryAsync(Space)).Namespaces);

        var ofHour = Assert.Single((await Reports.GetSummaryAsync(new GetSummaryRequest { Namespace = Space, StartTime = Ago(hours: 1) }, cancellationToken: Cancellation).Soon()).Namespaces);

        Assert.Equal((4, 1, 1, 2), (ofHour.Requests, ofHour.ExactHits, ofHour.SemanticHits, ofHour.Misses));
        Assert.NotNull(ofHour.StartTime);
        ofHour.StartTime = null;
        Assert.Equal(sinceStart, ofHour);
        Assert.Equal(2, ofHour.Similarities.Sum(step => step.Served + step.Refused));
        Assert.Equal(1, ofHour.Reasons["confidence_reached"]);
    }

    [Fact]
    public async Task GetTimeSeries_Minutes_AddUpAndHoldEmptySpansToo()
    {
        var series = await Reports.GetTimeSeriesAsync(
            new GetTimeSeriesRequest { Namespace = Space, StartTime = Ago(hours: 1), Step = Step.Minute }, cancellationToken: Cancellation).Soon();

        Assert.InRange(series.Points.Count, 60, 62);
        Assert.Equal((4, 2), (series.Points.Sum(point => point.Requests), series.Points.Sum(point => point.Misses)));
        Assert.All(series.Points.Zip(series.Points.Skip(1)), pair => Assert.Equal(60, (pair.Second.Time - pair.First.Time).Seconds));
    }

    [Fact]
    public async Task GetTimeSeries_OfAllNamespaces_CountsThemTogether()
    {
        var before = await RequestsOfAllAsync();
        await Calls.LookupAsync(Space, Stored);
        var other = AnotherSpace();
        await Calls.CreateNamespaceAsync(other);
        await Calls.LookupAsync(other, Stored);

        Assert.True(await RequestsOfAllAsync() >= before + 2);
        Assert.True((await Reports.GetLatencyAsync(new GetLatencyRequest(), cancellationToken: Cancellation).Soon()).Hits.Count >= 3);

        async Task<long> RequestsOfAllAsync() =>
            (await Reports.GetTimeSeriesAsync(new GetTimeSeriesRequest(), cancellationToken: Cancellation).Soon()).Points.Sum(point => point.Requests);
    }

    [Fact]
    public async Task GetTimeSeries_NoStep_TakesOneThatGivesFewPoints()
    {
        var hours = await Reports.GetTimeSeriesAsync(new GetTimeSeriesRequest { Namespace = Space }, cancellationToken: Cancellation).Soon();
        var days = await Reports.GetTimeSeriesAsync(new GetTimeSeriesRequest { Namespace = Space, StartTime = Ago(hours: 24 * 90) }, cancellationToken: Cancellation).Soon();

        Assert.Equal((Step.Hour, Step.Day), (hours.Step, days.Step));
        Assert.Equal((4, 4), (hours.Points.Sum(point => point.Requests), days.Points.Sum(point => point.Requests)));
    }

    [Fact]
    public async Task GetTimeSeries_TooManyPointsOrNoSuchStep_NamesTheStep()
    {
        var request = new GetTimeSeriesRequest { Namespace = Space, StartTime = Ago(hours: 24 * 30), Step = Step.Minute };

        await Reports.GetTimeSeriesAsync(request, cancellationToken: Cancellation).Soon().NamesFieldsAsync("step");
        await Reports.GetTimeSeriesAsync(new GetTimeSeriesRequest { Namespace = Space, StartTime = Ago(hours: 24 * 1501) }, cancellationToken: Cancellation).Soon().NamesFieldsAsync("start_time");
        await Reports.GetTimeSeriesAsync(new GetTimeSeriesRequest { Namespace = Space, Step = (Step)9 }, cancellationToken: Cancellation).Soon().NamesFieldsAsync("step");
    }

    [Fact]
    public async Task Reports_TimesThatAreNone_NameThem()
    {
        var beyond = new Timestamp { Seconds = long.MaxValue };

        await Reports.GetLatencyAsync(new GetLatencyRequest { Namespace = Space, StartTime = beyond, EndTime = beyond }, cancellationToken: Cancellation).Soon()
            .NamesFieldsAsync("end_time", "start_time");
        await Reports.GetSavingsAsync(new GetSavingsRequest { Namespace = Space, StartTime = Ago(hours: 1), EndTime = Ago(hours: 2) }, cancellationToken: Cancellation).Soon()
            .NamesFieldsAsync("start_time");
    }

    [Fact]
    public async Task Reports_AtTheEdgesOfTheCalendar_AreEmpty()
    {
        var (first, last) = (DateTimeOffset.MinValue.AddSeconds(1).ToTimestamp(), DateTimeOffset.MaxValue.ToTimestamp());
        var lastDay = DateTimeOffset.MaxValue.AddHours(-1).ToTimestamp();

        Assert.Equal(0, Assert.Single((await Reports.GetSavingsAsync(new GetSavingsRequest { Namespace = Space, EndTime = first }, cancellationToken: Cancellation).Soon()).Namespaces).TokensSaved);
        Assert.Single((await Reports.GetTimeSeriesAsync(new GetTimeSeriesRequest { Namespace = Space, StartTime = lastDay, EndTime = last, Step = Step.Day }, cancellationToken: Cancellation).Soon()).Points);
        Assert.Empty((await Reports.ListDecisionsAsync(new ListDecisionsRequest { Namespace = Space, StartTime = lastDay, EndTime = last }, cancellationToken: Cancellation).Soon()).Decisions);
    }

    [Fact]
    public async Task Reports_OfNoNamespace_NameItOrSayThatItIsUnknown()
    {
        await Reports.GetThresholdSweepAsync(new GetThresholdSweepRequest(), cancellationToken: Cancellation).Soon().NamesFieldsAsync("namespace");
        await Reports.ListDecisionsAsync(new ListDecisionsRequest { Namespace = "nowhere" }, cancellationToken: Cancellation).Soon().FailsAsync(StatusCode.NotFound);
    }

    [Fact]
    public async Task GetLatency_HitsBesideMisses_AreCountedApart()
    {
        var latency = await Reports.GetLatencyAsync(new GetLatencyRequest { Namespace = Space }, cancellationToken: Cancellation).Soon();

        Assert.Equal((2, 2), (latency.Hits.Count, latency.Misses.Count));
        Assert.True(latency.Hits.P50.ToTimeSpan() > TimeSpan.Zero && latency.Hits.P50.ToTimeSpan() <= latency.Hits.P99.ToTimeSpan());
        Assert.Null(latency.HitsFirstPart);
    }

    [Fact]
    public async Task GetSavings_AHitAndAMissOfAnUpstream_SaysWhatWasSavedAndSpent()
    {
        var space = AnotherSpace();
        await Calls.CreateNamespaceAsync(space, new Policy { Cost = new TokenPrices { InputPerMillion = 1_000_000, OutputPerMillion = 1_000_000 } });
        await Calls.CompleteAsync(space, "What are the opening hours?");
        await Eventually.HoldsAsync(async () => (await Calls.CompleteAsync(space, "What are the opening hours?")).Metadata.Outcome is Outcome.ExactHit);

        var savings = Assert.Single((await Reports.GetSavingsAsync(new GetSavingsRequest { Namespace = space }, cancellationToken: Cancellation).Soon()).Namespaces);

        Assert.True(savings.TokensSaved > 0 && savings.TokensSpent >= savings.TokensSaved, savings.ToString());
        Assert.Equal((double)savings.TokensSaved, savings.CostSaved);
        Assert.Equal(savings.CostSaved / (savings.CostSaved + savings.CostSpent), savings.ShareSaved, 9);
    }

    [Fact]
    public async Task ListDecisions_PagesOfOne_AreThoseOfOnePage()
    {
        var all = (await Reports.ListDecisionsAsync(new ListDecisionsRequest { Namespace = Space }, cancellationToken: Cancellation).Soon()).Decisions;
        var paged = new List<LoggedDecision>();
        var token = "";
        do
        {
            var page = await Reports.ListDecisionsAsync(new ListDecisionsRequest { Namespace = Space, PageSize = 1, PageToken = token }, cancellationToken: Cancellation).Soon();
            paged.AddRange(page.Decisions);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(["Where is the nearest branch?", LookAlike, SameMeaning, Stored], all.Select(decision => decision.Question));
        Assert.Equal(all, paged);
        Assert.Equal((Outcome.SemanticHit, Stored), (all[2].Outcome, all[2].EntryQuestion));
    }

    [Fact]
    public async Task ListDecisions_OfOneOutcome_LeavesOthersOut()
    {
        var request = new ListDecisionsRequest { Namespace = Space, Outcome = Outcome.SemanticHit };

        Assert.Equal(SameMeaning, Assert.Single((await Reports.ListDecisionsAsync(request, cancellationToken: Cancellation).Soon()).Decisions).Question);
    }

    [Fact]
    public async Task ListDecisions_TokenOfNothing_NamesIt() =>
        await Reports.ListDecisionsAsync(new ListDecisionsRequest { Namespace = Space, PageToken = "nonsense" }, cancellationToken: Cancellation).Soon().NamesFieldsAsync("page_token");

    [Fact]
    public async Task JudgeDecision_NearMiss_IsAVerdictAndNoLongerUnjudged()
    {
        var near = Assert.Single((await NearMissesAsync(unjudged: false)).Decisions);
        Assert.Equal((LookAlike, Stored, "below_confidence", Verdict.Unspecified), (near.Question, near.EntryQuestion, near.Reason, near.Verdict));

        await Reports.JudgeDecisionAsync(new JudgeDecisionRequest { Namespace = Space, DecisionId = near.DecisionId, Verdict = Verdict.Bad }, cancellationToken: Cancellation).Soon();

        Assert.Equal(Verdict.Bad, Assert.Single((await NearMissesAsync(unjudged: false)).Decisions).Verdict);
        Assert.Empty((await NearMissesAsync(unjudged: true)).Decisions);
    }

    [Fact]
    public async Task JudgeDecision_BadHit_IsFeedbackOnTheEntry()
    {
        var hit = (await Reports.ListDecisionsAsync(new ListDecisionsRequest { Namespace = Space, Outcome = Outcome.SemanticHit }, cancellationToken: Cancellation).Soon()).Decisions[0];

        await Reports.JudgeDecisionAsync(new JudgeDecisionRequest { Namespace = Space, DecisionId = hit.DecisionId, Verdict = Verdict.Bad }, cancellationToken: Cancellation).Soon();

        Assert.Equal(1, (await Calls.GetEntryAsync(hit.EntryId)).Entry.BadFeedbackCount);
        Assert.Equal(1, Assert.Single((await Calls.GetSummaryAsync(Space)).Namespaces).BadFeedback);
    }

    [Fact]
    public async Task JudgeDecision_NoVerdictOrNoDecision_IsRefused()
    {
        await Reports.JudgeDecisionAsync(new JudgeDecisionRequest { Namespace = Space, DecisionId = "x" }, cancellationToken: Cancellation).Soon().NamesFieldsAsync("verdict");
        var error = await Reports.JudgeDecisionAsync(
            new JudgeDecisionRequest { Namespace = Space, DecisionId = "x", Verdict = Verdict.Good }, cancellationToken: Cancellation).Soon().FailsAsync(StatusCode.NotFound);

        Assert.Equal("UNKNOWN_DECISION", error.Info().Reason);
    }

    [Fact]
    public async Task ListTopMisses_Recorded_PutsThemTogether()
    {
        await Calls.LookupAsync(Space, "Where is the closest branch?");
        await Calls.LookupAsync(Space, "Where is the nearest branch?");

        var top = await Reports.ListTopMissesAsync(new ListTopMissesRequest { Namespace = Space }, cancellationToken: Cancellation).Soon();

        Assert.True(top.Recorded);
        Assert.Equal(("Where is the nearest branch?", 3, 2), (top.Clusters[0].Question, top.Clusters[0].Count, top.Clusters[0].Wordings));
        Assert.Equal(["Where is the closest branch?"], top.Clusters[0].Samples);
    }

    [Fact]
    public async Task ListTopMisses_NotRecorded_SaysSo()
    {
        var space = AnotherSpace();
        await Calls.CreateNamespaceAsync(space);
        await Calls.LookupAsync(space, "Where is the nearest branch?");

        var top = await Reports.ListTopMissesAsync(new ListTopMissesRequest { Namespace = space }, cancellationToken: Cancellation).Soon();

        Assert.Equal((false, 0, 0), (top.Recorded, top.Misses, top.Clusters.Count));
        await Reports.ListTopMissesAsync(new ListTopMissesRequest { Namespace = space, Limit = 101 }, cancellationToken: Cancellation).Soon().NamesFieldsAsync("limit");
    }

    [Fact]
    public async Task GetThresholdSweep_OneHit_FallsAwayAboveItsConfidence()
    {
        var hit = (await Reports.ListDecisionsAsync(new ListDecisionsRequest { Namespace = Space, Outcome = Outcome.SemanticHit }, cancellationToken: Cancellation).Soon()).Decisions[0];
        await Reports.JudgeDecisionAsync(new JudgeDecisionRequest { Namespace = Space, DecisionId = hit.DecisionId, Verdict = Verdict.Good }, cancellationToken: Cancellation).Soon();

        var sweep = await Reports.GetThresholdSweepAsync(new GetThresholdSweepRequest { Namespace = Space }, cancellationToken: Cancellation).Soon();

        Assert.Equal("minimum_confidence", sweep.Setting);
        Assert.Equal((3, 1, 1, 0), (sweep.Decisions, sweep.Points[0].Hits, sweep.Points[0].Labelled, sweep.Points[0].Wrong));
        Assert.Equal(0, sweep.Points.Last(point => point.Threshold > hit.Confidence).Hits);
        Assert.Contains(sweep.Points, point => point.Threshold == sweep.Current);
        Assert.False(sweep.HasRecommended);
        Assert.True(sweep.LabelsNeeded > 1);
    }

    [Fact]
    public async Task GetThresholdSweep_TargetOutOfRange_NamesIt() =>
        await Reports.GetThresholdSweepAsync(new GetThresholdSweepRequest { Namespace = Space, TargetPrecision = 2 }, cancellationToken: Cancellation).Soon().NamesFieldsAsync("target_precision");

    private async Task<ListNearMissesResponse> NearMissesAsync(bool unjudged) =>
        await Reports.ListNearMissesAsync(new ListNearMissesRequest { Namespace = Space, Unjudged = unjudged, LeastSimilarity = 0.5 }, cancellationToken: Cancellation).Soon();

    private static Timestamp Ago(int hours) => TimeProvider.System.GetUtcNow().AddHours(-hours).ToTimestamp();
}
