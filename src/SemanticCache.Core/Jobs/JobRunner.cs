using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Jobs;

/// <summary>Works on what is due of the open jobs, as far as no other instance does.</summary>
internal sealed partial class JobRunner
{
    // A job whose instance is gone waits this long; each question renews it.
    private static readonly TimeSpan Lease = JobAsker.LongestAnswer + TimeSpan.FromMinutes(1);

    private readonly JobBook _book;
    private readonly QuestionList _questions;
    private readonly ExpiringEntries _expiring;
    private readonly NamespaceDirectory _namespaces;
    private readonly TimeProvider _time;
    private readonly ILogger<JobRunner> _logger;
    private readonly TimeSpan _pollInterval;
    private readonly string _instance = Guid.NewGuid().ToString("N");

    public JobRunner(
        JobBook book,
        QuestionList questions,
        ExpiringEntries expiring,
        NamespaceDirectory namespaces,
        TimeProvider time,
        IOptions<JobOptions> options,
        ILogger<JobRunner> logger)
    {
        _book = book;
        _questions = questions;
        _expiring = expiring;
        _namespaces = namespaces;
        _time = time;
        _logger = logger;
        _pollInterval = options.Value.PollInterval;
    }

    /// <summary>Asks one question of every job that is due, and returns when to come again.</summary>
    public async Task<DateTimeOffset> RunDueAsync(CancellationToken cancellationToken)
    {
        var next = _time.GetUtcNow() + _pollInterval;
        foreach (var job in await _book.ListOpenAsync(cancellationToken))
        {
            var due = await AdvanceAsync(job, cancellationToken);
            next = due < next ? due : next;
        }

        return next;
    }

    /// <summary>Leaves the jobs of this instance to whoever comes next, at once.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        foreach (var job in (await _book.ListOpenAsync(cancellationToken)).Where(job => job.Holder == _instance && job.HeldUntil > now))
        {
            await _book.TryPutAsync(job with { HeldUntil = now }, cancellationToken);
        }
    }

    private async Task<DateTimeOffset> AdvanceAsync(BackgroundJob job, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (job.Holder != _instance && job.HeldUntil > now)
        {
            return DateTimeOffset.MaxValue;
        }

        // Another instance may have created it a moment ago; jobs of one that is deleted go with it.
        if (_namespaces.Find(job.Namespace) is null)
        {
            return DateTimeOffset.MaxValue;
        }

        if (job.Window is { } window && !window.IsOpen(now))
        {
            return window.NextOpening(now);
        }

        if (job.NextAt > now)
        {
            return job.NextAt;
        }

        // Whoever writes first has it; of a write that came second nothing was done yet.
        if (await HoldAsync(job, now, cancellationToken) is not { } held)
        {
            return DateTimeOffset.MaxValue;
        }

        var moved = await StepAsync(held, cancellationToken);
        if (await _book.TryPutAsync(moved, cancellationToken) is not { IsOpen: true })
        {
            // Done, or cancelled meanwhile.
            End(moved);
            return DateTimeOffset.MaxValue;
        }

        return moved.NextAt;
    }

    private async Task<BackgroundJob?> HoldAsync(BackgroundJob job, DateTimeOffset now, CancellationToken cancellationToken) =>
        job.Holder == _instance && job.HeldUntil - now > JobAsker.LongestAnswer
            ? job
            : await _book.TryPutAsync(job with { Holder = _instance, HeldUntil = now + Lease }, cancellationToken);

    private async Task<BackgroundJob> StepAsync(BackgroundJob job, CancellationToken cancellationToken)
    {
        if (_namespaces.Find(job.Namespace)?.CreatedAt != job.NamespaceCreatedAt)
        {
            return job.Ended(JobState.Failed, _time.GetUtcNow()) with { LastFailure = "namespace_replaced" };
        }

        return job.Kind is JobKind.Ask ? await _questions.StepAsync(job, cancellationToken) : await _expiring.StepAsync(job, cancellationToken);
    }

    private void End(BackgroundJob job)
    {
        _questions.Forget(job.Id);
        _expiring.Forget(job.Id);
        LogEnded(job.Namespace, job.Id, job.Done, job.Failed);
    }

    [LoggerMessage(EventIds.JobEnded, LogLevel.Information, "{Namespace}: the job {Job} has ended; {Done} done, {Failed} failed.", EventName = nameof(EventIds.JobEnded))]
    private partial void LogEnded(string @namespace, string job, long done, long failed);
}
