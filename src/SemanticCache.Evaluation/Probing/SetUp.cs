namespace SemanticCache.Evaluation.Probing;

/// <summary>Which wordings are stored before the others ask.</summary>
internal enum SetUp
{
    /// <summary>All but the one that asks: an old cache.</summary>
    All,

    /// <summary>One of each cluster, drawn at random: a young cache.</summary>
    One,
}
