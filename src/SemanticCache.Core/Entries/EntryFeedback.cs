namespace SemanticCache.Core.Entries;

/// <summary>What a caller says of one hit.</summary>
/// <param name="IsGood">Whether the served answer was right for the question.</param>
/// <param name="Question">The question that was asked; empty when not told.</param>
/// <param name="CorrectAnswer">What the answer should have been; empty when not told.</param>
/// <param name="At">When the feedback came.</param>
public sealed record EntryFeedback(bool IsGood, string Question, string CorrectAnswer, DateTimeOffset At);
