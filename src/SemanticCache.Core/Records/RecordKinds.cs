using System.Collections.Immutable;

namespace SemanticCache.Core.Records;

/// <summary>The kinds of records; a store keeps those of each apart.</summary>
public static class RecordKinds
{
    /// <summary>API keys.</summary>
    public const string ApiKey = "api_key";

    /// <summary>When API keys were last used.</summary>
    public const string ApiKeyUse = "api_key_use";

    /// <summary>Lines of the audit log.</summary>
    public const string Audit = "audit";

    /// <summary>Invalidations that can be undone.</summary>
    public const string Invalidation = "invalidation";

    /// <summary>Entries that invalidations took away.</summary>
    public const string InvalidatedEntries = "invalidated_entries";

    /// <summary>Jobs.</summary>
    public const string Job = "job";

    /// <summary>The questions of jobs that have not ended.</summary>
    public const string JobQuestions = "job_questions";

    /// <summary>Figures of minutes.</summary>
    public const string MinuteRollup = "rollup_minute";

    /// <summary>Figures of hours.</summary>
    public const string HourRollup = "rollup_hour";

    /// <summary>Figures of days.</summary>
    public const string DayRollup = "rollup_day";

    /// <summary>Decisions of the decision log, many in each.</summary>
    public const string Decisions = "decisions";

    /// <summary>What people said of decisions.</summary>
    public const string DecisionVerdict = "decision_verdict";

    /// <summary>Persons who were forgotten of late.</summary>
    public const string ForgottenSubject = "forgotten_subject";

    /// <summary>The kinds that are kept as long as the policy of their namespace says.</summary>
    internal static readonly ImmutableArray<string> OfDecisions = [Decisions, DecisionVerdict];

    /// <summary>The kinds that a namespace takes with it when it is deleted.</summary>
    internal static readonly ImmutableArray<string> OfNamespaces = [Invalidation, InvalidatedEntries, Job, JobQuestions, MinuteRollup, HourRollup, DayRollup, Decisions, DecisionVerdict, ForgottenSubject];
}
