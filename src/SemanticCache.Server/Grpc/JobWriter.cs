using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Core.Jobs;
using SemanticCache.Protocol.V1;
using State = SemanticCache.Protocol.V1.JobState;

namespace SemanticCache.Server.Grpc;

/// <summary>Writes jobs to the wire.</summary>
internal static class JobWriter
{
    /// <summary>Writes a job as it is at <paramref name="now"/>.</summary>
    public static Job Write(BackgroundJob job, DateTimeOffset now) => new()
    {
        Id = job.Id,
        Namespace = job.Namespace,
        Kind = job.Kind is Core.Jobs.JobKind.Ask ? Protocol.V1.JobKind.Ask : Protocol.V1.JobKind.Refresh,
        State = StateOf(job, now),
        Caller = job.CallerName,
        CreateTime = job.At.ToTimestamp(),
        EndTime = job.EndedAt?.ToTimestamp(),
        RequestsPerMinute = job.RequestsPerMinute,
        WindowStart = Time(job.Window?.From),
        WindowEnd = Time(job.Window?.To),
        TotalCount = job.Total,
        DoneCount = job.Done,
        FailedCount = job.Failed,
        SkippedCount = job.Skipped,
        LastFailure = job.LastFailure,
        NextTime = job.IsOpen ? NextOf(job, now).ToTimestamp() : null,
    };

    private static State StateOf(BackgroundJob job, DateTimeOffset now) => job.State switch
    {
        Core.Jobs.JobState.Done => State.Done,
        Core.Jobs.JobState.Cancelled => State.Cancelled,
        Core.Jobs.JobState.Failed => State.Failed,
        _ => NextOf(job, now) - now > job.Interval ? State.Waiting : State.Running,
    };

    private static DateTimeOffset NextOf(BackgroundJob job, DateTimeOffset now)
    {
        var next = job.NextAt > now ? job.NextAt : now;
        return job.Window is { } window && !window.IsOpen(next) ? window.NextOpening(next) : next;
    }

    private static string Time(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";
}
