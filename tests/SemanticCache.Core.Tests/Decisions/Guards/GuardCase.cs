namespace SemanticCache.Core.Tests.Decisions.Guards;

/// <summary>A pair of questions and what a guard must say to it.</summary>
internal sealed record GuardCase(string Guard, bool IsRefused, string Question, string Candidate);
