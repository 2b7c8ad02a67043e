using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Jobs;
using SemanticCache.Core.Policies;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Jobs;

/// <summary>Jobs on the real pipeline, moved on by the test and its clock.</summary>
internal sealed class JobFixture : IAsyncDisposable
{
    public const string Space = "bot";

    private JobFixture(PipelineFixture pipeline)
    {
        Pipeline = pipeline;
        Runner = NewRunner();
    }

    public PipelineFixture Pipeline { get; }

    public JobRunner Runner { get; }

    public ManualClock Time => Pipeline.Time;

    public JobBook Book => Pipeline.Get<JobBook>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<JobFixture> StartAsync()
    {
        var fixture = new JobFixture(await PipelineFixture.StartAsync());
        await fixture.Pipeline.Namespaces.ResolveAsync(Space, Cancellation);
        return fixture;
    }

    /// <summary>Returns what another instance, or this one after a restart, would run.</summary>
    public JobRunner NewRunner()
    {
        var asker = Pipeline.Get<JobAsker>();
        return new JobRunner(
            Book,
            new QuestionList(Book, asker, Time),
            new ExpiringEntries(Pipeline.Store, asker, Time),
            Pipeline.Namespaces,
            Time,
            Options.Create(new JobOptions()),
            NullLogger<JobRunner>.Instance);
    }

    /// <summary>Creates a job that asks questions, one a second.</summary>
    public Task<BackgroundJob> AskAsync(params string[] questions) => CreateAsync(NewJob(JobKind.Ask) with { Total = questions.Length }, questions);

    /// <summary>Creates a job.</summary>
    public async Task<BackgroundJob> CreateAsync(BackgroundJob job, params string[] questions) => (await Book.CreateAsync(job, questions, Cancellation))!;

    public BackgroundJob NewJob(JobKind kind) => new()
    {
        Id = Guid.NewGuid().ToString("D"),
        At = Time.GetUtcNow(),
        Namespace = Space,
        NamespaceCreatedAt = Target.CreatedAt,
        Kind = kind,
        Tenant = "acme",
        CallerName = "tester",
        RequestsPerMinute = 60,
        NextAt = Time.GetUtcNow(),
    };

    /// <summary>Returns a job as it is now.</summary>
    public async Task<BackgroundJob> ReadAsync(BackgroundJob job) => (await Book.FindAsync(Target, job.Id, tenant: null, Cancellation))!;

    /// <summary>Lets seconds pass, one after the other.</summary>
    public async Task PassAsync(int seconds, JobRunner? runner = null)
    {
        for (var second = 0; second < seconds; second++)
        {
            await (runner ?? Runner).RunDueAsync(Cancellation);
            Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>The questions that the model was asked so far, in order.</summary>
    public IEnumerable<string> Asked => Pipeline.Upstream.Calls.Select(call => call.Request.Messages[^1].Text);

    public CacheNamespace Target => Pipeline.Namespaces.Find(Space)!;

    public ValueTask DisposeAsync() => Pipeline.DisposeAsync();
}
