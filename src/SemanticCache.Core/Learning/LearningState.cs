using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Learning;

/// <summary>What is known of a namespace's hits, for reports.</summary>
public sealed record LearningState
{
    /// <summary>Labels that say right.</summary>
    public required int Right { get; init; }

    /// <summary>Labels that say wrong.</summary>
    public required int Wrong { get; init; }

    /// <summary>How the namespace's confidences differ, fitted on the labels.</summary>
    public required Recalibration Fitted { get; init; }

    /// <summary>Whether there are labels enough for decisions to use them.</summary>
    public required bool IsLearned { get; init; }

    /// <summary>Hits audited since the namespace's learning began anew, with a clear result.</summary>
    public required int Audited { get; init; }

    /// <summary>Audited hits that were wrong.</summary>
    public required int AuditedWrong { get; init; }

    /// <summary>The share of wrong hits that is not exceeded with 95 % confidence, as far as audits can tell; 1 without audits.</summary>
    public required double WrongShareBound { get; init; }

    /// <summary>How many alarms audits raised since the service started.</summary>
    public required int Alarms { get; init; }
}
