namespace SemanticCache.Cli.Reports;

/// <summary>Questions of about the same meaning that could not be served.</summary>
/// <param name="Question">The one that was asked most.</param>
/// <param name="Count">How many times any of them was asked.</param>
/// <param name="Wordings">How many different wordings there are.</param>
/// <param name="Samples">Some other wordings, most asked first.</param>
internal sealed record TopMiss(string Question, long Count, long Wordings, IReadOnlyList<string> Samples);
