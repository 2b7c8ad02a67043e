namespace SemanticCache.Store.Conformance;

/// <summary>What a step of a random history with aliases does.</summary>
public enum AliasStepKind
{
    Upsert,
    UpsertAgain,
    AddVerified,
    AddVerifiedAgain,
    AddConfirmed,
    AddMerged,
    AddSeveral,
    AddWithoutVector,
    RemoveAliases,
    Delete,
    Sweep,
    Evict,
    Touch,
    GoodFeedback,
    BadFeedback,
    GoOn,
    Merge,
    MergeAgain,
    UndoMerge,
    Slide,
    Pin,
    Unpin,
}
