using System.Collections.Immutable;

namespace SemanticCache.Core.Reporting.Tuning;

/// <summary>Questions of about the same meaning that the cache could not answer.</summary>
/// <param name="Question">The one that was asked most.</param>
/// <param name="Count">How many times any of them was asked.</param>
/// <param name="Wordings">How many different wordings there are.</param>
/// <param name="Samples">Some other wordings, most asked first.</param>
internal sealed record MissCluster(string Question, int Count, int Wordings, ImmutableArray<string> Samples);
