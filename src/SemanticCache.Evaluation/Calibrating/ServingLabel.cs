namespace SemanticCache.Evaluation.Calibrating;

/// <summary>What serving a candidate would have been.</summary>
internal enum ServingLabel
{
    /// <summary>Right: a wording of the same need.</summary>
    Right,

    /// <summary>Wrong: the question only looks like this need.</summary>
    LookAlike,

    /// <summary>Wrong: another need.</summary>
    OtherNeed,

    /// <summary>Not labelled: a look-alike of one need may deserve another's answer.</summary>
    Unknown,
}
