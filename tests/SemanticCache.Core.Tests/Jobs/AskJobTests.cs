using SemanticCache.Core.Jobs;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Records;
using SemanticCache.Core.Upstream;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Jobs;

/// <summary>Jobs that ask a list of questions.</summary>
public sealed class AskJobTests
{
    private static readonly string[] Questions = ["How do refunds work?", "What does shipping cost?", "Where is the invoice?"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunDueAsync_AskJob_AsksAtItsRateAndStoresTheAnswers()
    {
        await using var fixture = await JobFixture.StartAsync();
        var job = await fixture.AskAsync(Questions);

        await fixture.Runner.RunDueAsync(Cancellation);
        await fixture.Runner.RunDueAsync(Cancellation);
        Assert.Equal(Questions[..1], fixture.Asked);
        Assert.Equal((JobState.Open, 1, 0), await ProgressAsync(fixture, job));

        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await fixture.PassAsync(5);

        Assert.Equal(Questions, fixture.Asked);
        Assert.Equal((JobState.Done, 3, 0), await ProgressAsync(fixture, job));
        await fixture.Pipeline.Store.WhenStoredAsync(3, Cancellation);
        Assert.All(fixture.Pipeline.Store.Entries, entry => Assert.Equal("acme", entry.Tenant));
        Assert.DoesNotContain(fixture.Pipeline.Store.Records, record => record.Kind == RecordKinds.JobQuestions);
        var hit = await fixture.Pipeline.CompleteAsync(Ask.For(Questions[1]) with { Model = "" }, Cancellation);
        Assert.Equal(CacheOutcomeKind.ExactHit, hit.Outcome.Kind);
    }

    [Fact]
    public async Task RunDueAsync_Window_WorksWithinItOnly()
    {
        await using var fixture = await JobFixture.StartAsync();
        var job = fixture.NewJob(JobKind.Ask) with { Window = new JobWindow(new TimeOnly(1, 0), new TimeOnly(1, 1)), RequestsPerMinute = 1 };
        await fixture.CreateAsync(job, Questions);

        await fixture.PassAsync(3);
        Assert.Empty(fixture.Asked);

        fixture.Time.Advance(TimeSpan.FromHours(1));
        await fixture.PassAsync(120);
        Assert.Equal(Questions[..1], fixture.Asked);

        fixture.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(120));
        await fixture.PassAsync(1);
        Assert.Equal(Questions[..2], fixture.Asked);
    }

    [Fact]
    public async Task RunDueAsync_UpstreamFails_CountsItAndGoesOn()
    {
        await using var fixture = await JobFixture.StartAsync();
        fixture.Pipeline.Upstream.AnswerText = request => request.Messages[^1].Text == Questions[0] ? throw new UpstreamException(UpstreamFailure.Unavailable, "down") : "yes";
        var job = await fixture.AskAsync(Questions);

        await fixture.PassAsync(5);

        Assert.Equal((JobState.Done, 2, 1), await ProgressAsync(fixture, job));
        Assert.Equal("upstream_unavailable", (await fixture.ReadAsync(job)).LastFailure);
    }

    [Fact]
    public async Task RunDueAsync_QuestionThatIsLeftAlone_CountsAsFailed()
    {
        await using var fixture = await JobFixture.StartAsync();
        var job = await fixture.AskAsync("What time is it now?");

        await fixture.PassAsync(2);

        Assert.Equal((JobState.Done, 0, 1), await ProgressAsync(fixture, job));
        Assert.Empty(fixture.Pipeline.Store.Entries);
    }

    [Fact]
    public async Task CancelAsync_InTheMiddle_AsksNoMore()
    {
        await using var fixture = await JobFixture.StartAsync();
        var job = await fixture.AskAsync(Questions);
        fixture.Pipeline.Upstream.IsManual = true;
        var running = fixture.Runner.RunDueAsync(Cancellation);
        var call = await fixture.Pipeline.Upstream.NextCallAsync(Cancellation);

        var cancelled = await fixture.Book.CancelAsync(fixture.Target, job.Id, "acme", Cancellation);
        call.Send("Answered.");
        call.End("stop");
        await running;
        await fixture.PassAsync(3);

        Assert.Equal(JobState.Cancelled, cancelled!.State);
        Assert.Equal(Questions[..1], fixture.Asked);
        Assert.Equal(JobState.Cancelled, (await fixture.ReadAsync(job)).State);
        Assert.Null(await fixture.Book.CancelAsync(fixture.Target, job.Id, "acme", Cancellation));
    }

    [Fact]
    public async Task RunDueAsync_AfterARestart_GoesOnWhereItStopped()
    {
        await using var fixture = await JobFixture.StartAsync();
        var job = await fixture.AskAsync(Questions);
        await fixture.PassAsync(1);
        await fixture.Runner.ReleaseAsync(Cancellation);

        await fixture.PassAsync(3, fixture.NewRunner());

        Assert.Equal(Questions, fixture.Asked);
        Assert.Equal((JobState.Done, 3, 0), await ProgressAsync(fixture, job));
    }

    [Fact]
    public async Task RunDueAsync_InstanceWasKilled_IsTakenOverWhenItsLeaseHasRunOut()
    {
        await using var fixture = await JobFixture.StartAsync();
        await fixture.AskAsync(Questions);
        await fixture.PassAsync(1);
        var other = fixture.NewRunner();

        await fixture.PassAsync(5, other);
        Assert.Equal(Questions[..1], fixture.Asked);

        fixture.Time.Advance(TimeSpan.FromMinutes(3));
        await fixture.PassAsync(5, other);
        Assert.Equal(Questions, fixture.Asked);
    }

    [Fact]
    public async Task RunDueAsync_TwoInstances_AskEachQuestionOnce()
    {
        await using var fixture = await JobFixture.StartAsync();
        string[] many = [.. Enumerable.Range(1, 30).Select(number => $"What is number {number}?")];
        var job = await fixture.AskAsync(many);
        var other = fixture.NewRunner();

        for (var second = 0; second < 40; second++)
        {
            await Task.WhenAll(Task.Run(() => fixture.Runner.RunDueAsync(Cancellation), Cancellation), Task.Run(() => other.RunDueAsync(Cancellation), Cancellation));
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(many, fixture.Asked);
        Assert.Equal((JobState.Done, 30, 0), await ProgressAsync(fixture, job));
    }

    [Fact]
    public async Task RunDueAsync_NamespaceWasReplaced_EndsTheJob()
    {
        await using var fixture = await JobFixture.StartAsync();
        var job = fixture.NewJob(JobKind.Ask) with { NamespaceCreatedAt = fixture.Target.CreatedAt.AddDays(-1) };
        await fixture.CreateAsync(job, Questions);

        await fixture.PassAsync(2);

        Assert.Empty(fixture.Asked);
        Assert.Contains(fixture.Pipeline.Store.Records, record => record.Kind == RecordKinds.Job && record.Content.Span.IndexOf("namespace_replaced"u8) >= 0);
    }

    [Fact]
    public async Task ListOpenAsync_JobsThatEndedLongAgo_AreForgotten()
    {
        await using var fixture = await JobFixture.StartAsync();
        var job = await fixture.AskAsync(Questions[0]);
        await fixture.PassAsync(2);
        fixture.Time.Advance(TimeSpan.FromDays(31));

        await fixture.Book.ListOpenAsync(Cancellation);

        Assert.Null(await fixture.Book.FindAsync(fixture.Target, job.Id, tenant: null, Cancellation));
    }

    [Fact]
    public async Task FindAsync_AnotherTenantsJob_IsNotThere()
    {
        await using var fixture = await JobFixture.StartAsync();
        var job = await fixture.AskAsync(Questions);

        Assert.Null(await fixture.Book.FindAsync(fixture.Target, job.Id, "other", Cancellation));
        Assert.Null(await fixture.Book.CancelAsync(fixture.Target, job.Id, "other", Cancellation));
        Assert.Empty((await fixture.Book.ListAsync(fixture.Target, "other", new(10, ""), Cancellation)).Jobs);
    }

    [Fact]
    public async Task CreateAsync_TooManyAreOpen_IsRefused()
    {
        await using var fixture = await JobFixture.StartAsync();
        for (var number = 0; number < JobBook.MostOpen; number++)
        {
            await fixture.AskAsync(Questions);
        }

        Assert.Null(await fixture.Book.CreateAsync(fixture.NewJob(JobKind.Ask), Questions, Cancellation));
    }

    private static async Task<(JobState State, long Done, long Failed)> ProgressAsync(JobFixture fixture, BackgroundJob job)
    {
        var read = await fixture.ReadAsync(job);
        return (read.State, read.Done, read.Failed);
    }
}
