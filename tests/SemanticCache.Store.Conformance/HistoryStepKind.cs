namespace SemanticCache.Store.Conformance;

/// <summary>What a step of a random history does.</summary>
public enum HistoryStepKind
{
    Upsert,
    UpsertAgain,
    UpsertWithoutVector,
    DeleteById,
    DeleteByScope,
    GoOn,
    Sweep,
}
