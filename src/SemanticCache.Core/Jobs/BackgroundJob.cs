using System.Text.Json.Serialization;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Jobs;

/// <summary>Work in the background, as it is kept so that it goes on after a restart.</summary>
internal sealed record BackgroundJob
{
    /// <summary>Its identifier, a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>When the namespace was created: in one of the same name that was created later there is nothing to do.</summary>
    public required DateTimeOffset NamespaceCreatedAt { get; init; }

    /// <summary>What it does.</summary>
    public required JobKind Kind { get; init; }

    /// <summary>How far it is.</summary>
    public JobState State { get; init; }

    /// <summary>The tenant of whoever created it.</summary>
    public required string Tenant { get; init; }

    /// <summary>The name of whoever created it.</summary>
    public required string CallerName { get; init; }

    /// <summary>Whether whoever created it may see what belongs to other tenants.</summary>
    public bool SeesEveryTenant { get; init; }

    /// <summary>How many requests a minute at most.</summary>
    public required int RequestsPerMinute { get; init; }

    /// <summary>The part of each day in which it works; null for all of it.</summary>
    public JobWindow? Window { get; init; }

    /// <summary>The model of its requests; empty leaves it to the upstream.</summary>
    public string Model { get; init; } = "";

    /// <summary>The system prompt of its requests; empty for none.</summary>
    public string SystemPrompt { get; init; } = "";

    /// <summary>The locale of its requests; empty for none.</summary>
    public string Locale { get; init; } = "";

    /// <summary>How often an entry must have been served to be asked anew.</summary>
    public long MinimumHits { get; init; }

    /// <summary>How long before its expiry an entry is asked anew.</summary>
    public TimeSpan Lead { get; init; }

    /// <summary>How many questions or entries it has met so far.</summary>
    public long Total { get; init; }

    /// <summary>How many of them were asked.</summary>
    public long Done { get; init; }

    /// <summary>How many could not be answered.</summary>
    public long Failed { get; init; }

    /// <summary>How many entries it found last that it cannot ask anew.</summary>
    public long Skipped { get; init; }

    /// <summary>Why the last one could not be answered, in one word.</summary>
    public string LastFailure { get; init; } = "";

    /// <summary>When it goes on.</summary>
    public DateTimeOffset NextAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The instance that works on it; empty before the first.</summary>
    public string Holder { get; init; } = "";

    /// <summary>Until when no other instance takes it.</summary>
    public DateTimeOffset HeldUntil { get; init; }

    /// <summary>The number of the last write.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>Whether there is something left to do.</summary>
    [JsonIgnore]
    public bool IsOpen => State is JobState.Open;

    /// <summary>The time between two requests.</summary>
    [JsonIgnore]
    public TimeSpan Interval => TimeSpan.FromMinutes(1) / RequestsPerMinute;

    /// <summary>Whoever created it, on behalf of a tenant.</summary>
    public Caller CallerFor(string tenant) => new(tenant, CallerName) { Role = CallerRole.Admin, SeesEveryTenant = SeesEveryTenant, MayStore = true };

    /// <summary>Returns the request for a question.</summary>
    public CacheRequest RequestFor(string question, string tenant) => new()
    {
        Caller = CallerFor(tenant),
        Namespace = Namespace,
        Messages = SystemPrompt.Length == 0
            ? [new ChatMessage(ChatRole.User, question)]
            : [new ChatMessage(ChatRole.System, SystemPrompt), new ChatMessage(ChatRole.User, question)],
        Model = Model,
        Locale = Locale,
    };

    /// <summary>Returns the job after a request that failed for a reason, or was answered where that is empty.</summary>
    public BackgroundJob Asked(string failure, DateTimeOffset now) => this with
    {
        Done = Done + (failure.Length == 0 ? 1 : 0),
        Failed = Failed + (failure.Length == 0 ? 0 : 1),
        LastFailure = failure.Length == 0 ? LastFailure : failure,
        NextAt = now + Interval,
    };

    /// <summary>Returns the job ended.</summary>
    public BackgroundJob Ended(JobState state, DateTimeOffset now) => this with { State = state, EndedAt = now };
}
