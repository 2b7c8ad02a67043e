namespace SemanticCache.Cli.Quality;

/// <summary>The JSON of <c>semcache calibrate --namespace</c>.</summary>
internal sealed record NamespaceCalibrationResult
{
    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Labels that say right.</summary>
    public required long Right { get; init; }

    /// <summary>Labels that say wrong.</summary>
    public required long Wrong { get; init; }

    /// <summary>What the labels add to the log-odds; null while they are too few.</summary>
    public double? Bias { get; init; }

    /// <summary>By what they multiply them; null while they are too few.</summary>
    public double? Slope { get; init; }

    /// <summary>Whether the namespace's policy was changed.</summary>
    public required bool Applied { get; init; }

    /// <summary>Hits audited with a clear result.</summary>
    public required long Audited { get; init; }

    /// <summary>Audited hits that were wrong.</summary>
    public required long AuditedWrong { get; init; }

    /// <summary>The share of wrong hits that is not exceeded with 95 % confidence, as far as audits can tell.</summary>
    public required double WrongShareBound { get; init; }

    /// <summary>How many alarms audits raised.</summary>
    public required long Alarms { get; init; }
}
