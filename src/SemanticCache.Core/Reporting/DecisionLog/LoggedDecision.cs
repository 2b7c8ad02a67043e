using System.Text.Json.Serialization;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>How the cache decided on one request, as the decision log keeps it.</summary>
internal sealed record LoggedDecision
{
    // Enough to recognise a question by; what is longer is no question that an FAQ answers.
    private const int LongestQuestion = 1000;

    // What is cut off in the middle must still be recognised; all of a long text would take too long to look through.
    private const int LongestScanned = LongestQuestion + 100;

    /// <summary>Its identifier: that of its batch and its place there.</summary>
    [JsonIgnore]
    public string Id { get; init; } = "";

    /// <summary>When the request ended.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The tenant of its caller.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>How it ended.</summary>
    public CacheOutcomeKind Outcome { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What the hit would have been that the namespace's mode kept back.</summary>
    public CacheOutcomeKind? Withheld { get; init; }

    /// <summary>The id that the question would have as an entry.</summary>
    public Guid QuestionId { get; init; }

    /// <summary>The question's words; empty where they are not recorded.</summary>
    public string Question { get; init; } = "";

    /// <summary>The tag of the person whom the request names; empty for nobody.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The entry that was served, or that came nearest to it.</summary>
    public Guid? Entry { get; init; }

    /// <summary>When its answer was stored.</summary>
    public DateTimeOffset AnsweredAt { get; init; }

    /// <summary>Its similarity.</summary>
    public float? Similarity { get; init; }

    /// <summary>Its confidence, where the verifier was asked.</summary>
    public float? Confidence { get; init; }

    /// <summary>The confidence before anything was learned in the namespace.</summary>
    public float? Calibrated { get; init; }

    /// <summary>The guard that refused it; empty where none did.</summary>
    public string Guard { get; init; } = "";

    /// <summary>How candidates were decided on; null where nothing was decided.</summary>
    public DecisionKind? Decision { get; init; }

    /// <summary>The similarity that was needed.</summary>
    public float SimilarityBar { get; init; }

    /// <summary>The confidence that was needed.</summary>
    public float ConfidenceBar { get; init; }

    /// <summary>What serving the entry saves, in the administrator's currency.</summary>
    public double Saving { get; init; }

    /// <summary>How long the request took, in milliseconds.</summary>
    public double Milliseconds { get; init; }

    /// <summary>Whether the cache served an answer, or would have.</summary>
    [JsonIgnore]
    public bool IsHit => Withheld is not null || Outcome is CacheOutcomeKind.ExactHit or CacheOutcomeKind.SemanticHit or CacheOutcomeKind.StaleHit;

    /// <summary>Whether a candidate was there and was refused.</summary>
    [JsonIgnore]
    public bool IsNearMiss => !IsHit && Entry is not null;

    /// <summary>Returns it as nobody's: without the question, and without what leads to it.</summary>
    public LoggedDecision Forgotten() => this with { Question = "", Subject = "", QuestionId = Guid.Empty };

    /// <summary>Tells whether the cache decided anything.</summary>
    public static bool IsDecided(CacheOutcome outcome) => outcome.Kind is not (CacheOutcomeKind.Bypass or CacheOutcomeKind.Error);

    /// <summary>Returns what the log keeps of a request.</summary>
    public static LoggedDecision Of(ScopedRequest request, CacheOutcome outcome, TimeSpan elapsed, DateTimeOffset now)
    {
        var decision = outcome.Decision ?? outcome.Withheld?.Decision;
        var decisive = decision?.Decisive;
        var entry = outcome.Entry ?? outcome.Withheld?.Entry ?? decisive?.Candidate.Entry;
        return new LoggedDecision
        {
            At = now,
            Tenant = request.Request.Caller.Tenant,
            Outcome = outcome.Kind,
            Reason = outcome.Withheld?.Reason ?? outcome.Reason,
            Withheld = outcome.Withheld?.Kind,
            QuestionId = request.EntryId.Value,
            Question = Recorded(request),
            Subject = SubjectTag.SubjectOf(request) ?? "",
            Entry = entry?.Id.Value,
            AnsweredAt = entry?.CreatedAt ?? default,
            Similarity = decisive?.Candidate.Similarity,
            Confidence = decisive?.Confidence,
            Calibrated = decisive?.Calibrated,
            Guard = decisive?.Refusal?.Guard ?? "",
            Decision = decision is null ? null : request.Policy.Decision,
            SimilarityBar = decision?.Bars.Similarity ?? 0,
            ConfidenceBar = decision?.Bars.Confidence ?? 0,
            Saving = entry is null ? 0 : request.Policy.Prices.CostOf(entry.Answer.Usage),
            Milliseconds = Math.Round(elapsed.TotalMilliseconds, 3),
        };
    }

    private static string Recorded(ScopedRequest request) =>
        !request.Policy.RecordQueries || request.Request.Controls.NoStore || PersonalDataRules.IsPersonal(Clipped(request.Question, LongestScanned), request.Policy, request.Request.Locale)
            ? ""
            : Clipped(request.Question, LongestQuestion);

    // Never between the two halves of a surrogate pair: neither half is text.
    private static string Clipped(string question, int most) =>
        question.Length <= most ? question : question[..(char.IsHighSurrogate(question[most - 1]) ? most - 1 : most)];
}
