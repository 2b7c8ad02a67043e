using SemanticCache.Core.Reporting;

namespace SemanticCache.Server.Grpc;

/// <summary>Which part of a namespace's decision log is wanted.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Range">When the decisions were made.</param>
/// <param name="Size">How many at most.</param>
/// <param name="Token">The token of the page before; empty for the first.</param>
internal sealed record DecisionPage(string Namespace, TimeRange Range, int Size, string Token);
