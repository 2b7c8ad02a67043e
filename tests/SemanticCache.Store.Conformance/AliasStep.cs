namespace SemanticCache.Store.Conformance;

/// <summary>One step of a random history with aliases.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Entry">Which entry, modulo the number of ids.</param>
/// <param name="Alias">Which alias, modulo the number of ids: the same ids as the entries'.</param>
/// <param name="Place">Which scope and model, modulo their number.</param>
/// <param name="Direction">Which vector.</param>
/// <param name="Number">How long the entry lives, how far the time goes on, how many entries or aliases are kept.</param>
public sealed record AliasStep(AliasStepKind Kind, byte Entry, byte Alias, byte Place, byte Direction, byte Number);
