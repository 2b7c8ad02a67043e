namespace SemanticCache.Core.Decisions;

/// <summary>Why a guard refused a candidate.</summary>
/// <param name="Guard">The guard's name.</param>
/// <param name="Reason">The reason in one word, such as <c>number_differs</c>.</param>
/// <param name="QuestionSpan">The words of the question that disagree; empty when something is missing in it.</param>
/// <param name="CandidateSpan">The words of the candidate's question that disagree; empty when something is missing in it.</param>
public sealed record GuardRefusal(string Guard, string Reason, string QuestionSpan, string CandidateSpan);
