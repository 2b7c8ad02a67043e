namespace SemanticCache.Store.Conformance;

/// <summary>One step of a random history.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Entry">Which entry, modulo the number of ids.</param>
/// <param name="Place">Which scope and model, modulo their number.</param>
/// <param name="Direction">Which vector.</param>
/// <param name="Minutes">How long the entry lives, or how far the time goes on.</param>
public sealed record HistoryStep(HistoryStepKind Kind, byte Entry, byte Place, byte Direction, byte Minutes);
