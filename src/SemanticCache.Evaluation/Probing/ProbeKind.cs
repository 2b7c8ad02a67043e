namespace SemanticCache.Evaluation.Probing;

/// <summary>What a probe is, and so what is right.</summary>
internal enum ProbeKind
{
    /// <summary>A wording of the cluster: its answer is right.</summary>
    Question,

    /// <summary>A look-alike: the cluster's answer is wrong.</summary>
    NearMiss,

    /// <summary>A small edit of a stored wording: the cluster's answer is right.</summary>
    NearHit,
}
