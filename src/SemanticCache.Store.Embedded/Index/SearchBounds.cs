namespace SemanticCache.Store.Embedded.Index;

/// <summary>What a search is to return.</summary>
/// <param name="Wanted">How many entries, at least 1.</param>
/// <param name="Floor">The lowest similarity.</param>
/// <param name="Reach">How far below the best entry another may lie, at least 0; infinite for any distance.</param>
internal readonly record struct SearchBounds(int Wanted, float Floor, float Reach = float.PositiveInfinity);
