namespace SemanticCache.Core.Decisions;

/// <summary>Why a guard said no to a candidate.</summary>
/// <param name="Guard">The guard's name.</param>
/// <param name="Reason">Why, in one lower-case word such as <c>number_differs</c>.</param>
/// <param name="QuestionSpan">The words of the question that disagree; empty where it lacks them.</param>
/// <param name="CandidateSpan">The words of the candidate's wording that disagree; empty where it lacks them.</param>
public sealed record GuardRefusal(string Guard, string Reason, string QuestionSpan, string CandidateSpan);
