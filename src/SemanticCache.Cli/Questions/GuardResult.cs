using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Questions;

/// <summary>What a guard had against a candidate.</summary>
/// <param name="Name">The guard.</param>
/// <param name="Reason">Its reason in one word.</param>
/// <param name="QuestionSpan">The words of the question that disagree; may be empty.</param>
/// <param name="CandidateSpan">The words of the stored question that disagree; may be empty.</param>
internal sealed record GuardResult(string Name, string Reason, string QuestionSpan, string CandidateSpan)
{
    private const string Missing = "-";

    /// <summary>Returns the result of a verdict, or null when no guard refused.</summary>
    public static GuardResult? Of(CandidateVerdict verdict) => verdict.Guard.Length == 0
        ? null
        : new GuardResult(verdict.Guard, verdict.GuardReason, verdict.QuestionSpan, verdict.CandidateSpan);

    /// <summary>Returns the refusal in one line.</summary>
    public string Describe() => $"{Name}: {Reason} ({Shown(QuestionSpan)} / {Shown(CandidateSpan)})";

    private static string Shown(string span) => span.Length == 0 ? Missing : span;
}
