namespace SemanticCache.Cli.Questions;

/// <summary>An answered question.</summary>
internal sealed record AskResult
{
    /// <summary>How the request ended.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why, in one word.</summary>
    public required string Reason { get; init; }

    /// <summary>The answer.</summary>
    public required string Answer { get; init; }

    /// <summary>The entry served, or null.</summary>
    public string? EntryId { get; init; }

    /// <summary>The stored question, or null.</summary>
    public string? Question { get; init; }

    /// <summary>The similarity of the entry served or of the best candidate refused, or null.</summary>
    public double? Similarity { get; init; }

    /// <summary>The verifier's confidence in it, or null.</summary>
    public double? Confidence { get; init; }

    /// <summary>The model that wrote the answer.</summary>
    public string Model { get; init; } = "";

    /// <summary>The time to the first text, in milliseconds, as seen here.</summary>
    public double FirstTextMs { get; init; }

    /// <summary>The time to the end, in milliseconds, as seen here.</summary>
    public double TotalMs { get; init; }
}
