using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Jobs;

/// <summary>Work in the background.</summary>
internal sealed record JobResult
{
    /// <summary>What <c>jobs cancel</c> takes.</summary>
    public required string Id { get; init; }

    /// <summary><c>ask</c> or <c>refresh</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How far it is.</summary>
    public required string State { get; init; }

    /// <summary>Who created it.</summary>
    public required string Caller { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>When it ended; null until then.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>When it goes on; null when it has ended.</summary>
    public DateTimeOffset? NextTime { get; init; }

    /// <summary>Requests a minute at most.</summary>
    public required int Rate { get; init; }

    /// <summary>The part of each day in which it works; null for all of it.</summary>
    public string? Window { get; init; }

    /// <summary>How many questions or entries it has met so far.</summary>
    public required long Total { get; init; }

    /// <summary>How many of them were asked.</summary>
    public required long Done { get; init; }

    /// <summary>How many could not be answered.</summary>
    public required long Failed { get; init; }

    /// <summary>How many entries it cannot ask anew.</summary>
    public required long Skipped { get; init; }

    /// <summary>Why the last one could not be answered; null where all could.</summary>
    public string? LastFailure { get; init; }

    /// <summary>Reads a job from the wire.</summary>
    public static JobResult Of(Job job) => new()
    {
        Id = job.Id,
        Kind = WireNames.Of(job.Kind),
        State = WireNames.Of(job.State),
        Caller = job.Caller,
        CreateTime = job.CreateTime.ToDateTimeOffset(),
        EndTime = job.EndTime?.ToDateTimeOffset(),
        NextTime = job.NextTime?.ToDateTimeOffset(),
        Rate = job.RequestsPerMinute,
        Window = job.WindowStart.Length == 0 ? null : $"{job.WindowStart}-{job.WindowEnd}",
        Total = job.TotalCount,
        Done = job.DoneCount,
        Failed = job.FailedCount,
        Skipped = job.SkippedCount,
        LastFailure = job.LastFailure.Length == 0 ? null : job.LastFailure,
    };
}
