using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class JobTests : ServiceTests
{
    public JobTests(SharedService shared)
        : base(shared)
    {
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateJob_Questions_AreAskedStoredAndToldInTheAuditLog()
    {
        await Calls.CreateNamespaceAsync(Space);
        var request = Asking("How long does it take?", "What does shipping cost?");

        var created = (await CreateAsync(request)).Job;

        Assert.Equal((JobKind.Ask, JobState.Running, 2, "local", 600), (created.Kind, created.State, created.TotalCount, created.Caller, created.RequestsPerMinute));
        await Eventually.HoldsAsync(async () => (await GetAsync(created.Id)).State is JobState.Done);
        var done = Assert.Single((await Service.Client.Admin.ListJobsAsync(new ListJobsRequest { Namespace = Space }, cancellationToken: Token)).Jobs);
        Assert.Equal((created.Id, 2, 0, ""), (done.Id, done.DoneCount, done.FailedCount, done.LastFailure));
        Assert.NotNull(done.EndTime);
        await Eventually.HoldsAsync(async () => (await Calls.LookupAsync(Space, "How long does it take?")).Metadata.Outcome is Outcome.ExactHit);
        var noted = (await Calls.ListAuditEventsAsync(new ListAuditEventsRequest { Namespace = Space })).Events[0];
        Assert.Equal(("create_job", created.Id, """{"kind":"ask","total":2,"requests_per_minute":600}"""), (noted.Action, noted.Target, noted.After));
    }

    [Fact]
    public async Task CancelJob_WaitingForItsWindow_EndsItOnce()
    {
        await Calls.CreateNamespaceAsync(Space);
        var request = Asking("How long does it take?");

        // A window of a minute, half a day away.
        var opens = DateTimeOffset.UnixEpoch + TimeProvider.System.GetUtcNow().AddHours(12).TimeOfDay;
        (request.WindowStart, request.WindowEnd) = (opens.ToString("HH:mm", null), opens.AddMinutes(1).ToString("HH:mm", null));
        var created = (await CreateAsync(request)).Job;

        var cancelled = (await CancelAsync(created.Id)).Job;

        Assert.Equal((JobState.Waiting, JobState.Cancelled), (created.State, cancelled.State));
        Assert.Equal((request.WindowStart, request.WindowEnd), (created.WindowStart, created.WindowEnd));
        Assert.Equal("JOB_ENDED", (await CancelAsync(created.Id).FailsAsync(StatusCode.FailedPrecondition)).Info().Reason);
        Assert.Equal("cancel_job", (await Calls.ListAuditEventsAsync(new ListAuditEventsRequest { Namespace = Space })).Events[0].Action);
    }

    [Fact]
    public async Task CreateJob_Refresh_WaitsForEntriesThatExpire()
    {
        await Calls.CreateNamespaceAsync(Space);
        var request = new CreateJobRequest { Namespace = Space, RequestsPerMinute = 30, Refresh = new RefreshWork { MinimumHits = 5, Lead = new Duration { Seconds = 7200 } } };

        var created = (await CreateAsync(request)).Job;

        await Eventually.HoldsAsync(async () => (await GetAsync(created.Id)).State is JobState.Waiting);
        Assert.Equal(JobKind.Refresh, created.Kind);
    }

    [Fact]
    public async Task CreateJob_Mistakes_NamesAll()
    {
        await Calls.CreateNamespaceAsync(Space);

        await CreateAsync(new CreateJobRequest { Namespace = Space, WindowStart = "1:00" }).NamesFieldsAsync("requests_per_minute", "work", "window_start", "window_end");
        await CreateAsync(Asking("Why?", " ")).NamesFieldsAsync("ask.questions[1]");
        await CreateAsync(Asking()).NamesFieldsAsync("ask.questions");
        await CreateAsync(new CreateJobRequest { Namespace = Space, RequestsPerMinute = 1, Refresh = new RefreshWork() }).NamesFieldsAsync("refresh.minimum_hits", "refresh.lead");
    }

    [Fact]
    public async Task Jobs_Unknown_AreNotFound()
    {
        await Calls.CreateNamespaceAsync(Space);

        Assert.Equal("UNKNOWN_JOB", (await GetJobAsync("none").FailsAsync(StatusCode.NotFound)).Info().Reason);
        Assert.Equal("UNKNOWN_JOB", (await CancelAsync("none").FailsAsync(StatusCode.NotFound)).Info().Reason);
        await Service.Client.Admin.ListJobsAsync(new ListJobsRequest { Namespace = "no-such" }, cancellationToken: Token).ResponseAsync.FailsAsync(StatusCode.NotFound);
    }

    [Fact]
    public async Task DeleteNamespace_WithJobs_TakesThemAlong()
    {
        await Calls.CreateNamespaceAsync(Space);
        var created = (await CreateAsync(Asking("How long does it take?"))).Job;
        await Calls.DeleteNamespaceAsync(Space);
        await Calls.CreateNamespaceAsync(Space);

        await GetJobAsync(created.Id).FailsAsync(StatusCode.NotFound);
    }

    private CreateJobRequest Asking(params string[] questions) => new() { Namespace = Space, RequestsPerMinute = 600, Ask = new AskWork { Questions = { questions } } };

    private Task<CreateJobResponse> CreateAsync(CreateJobRequest request) => Service.Client.Admin.CreateJobAsync(request, cancellationToken: Token).ResponseAsync;

    private Task<GetJobResponse> GetJobAsync(string id) =>
        Service.Client.Admin.GetJobAsync(new GetJobRequest { Namespace = Space, JobId = id }, cancellationToken: Token).ResponseAsync;

    private Task<CancelJobResponse> CancelAsync(string id) =>
        Service.Client.Admin.CancelJobAsync(new CancelJobRequest { Namespace = Space, JobId = id }, cancellationToken: Token).ResponseAsync;

    private async Task<Job> GetAsync(string id) => (await GetJobAsync(id)).Job;
}
