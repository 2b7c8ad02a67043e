namespace SemanticCache.Core.Entries;

/// <summary>Whether serving an entry for one question was right, or would have been.</summary>
public sealed record HitLabel
{
    /// <summary>The namespace of the entry.</summary>
    public required string Namespace { get; init; }

    /// <summary>The entry; it may be gone by now.</summary>
    public required EntryId Entry { get; init; }

    /// <summary>When the answer that was judged was stored; an entry answered anew has another time.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>The id that the question would have as an entry; one question has one label for an entry.</summary>
    public required EntryId Question { get; init; }

    /// <summary>The logarithm of the odds that the calibration gave before anything was learned; finite.</summary>
    public required double Score { get; init; }

    /// <summary>Whether it was right.</summary>
    public required bool IsRight { get; init; }

    /// <summary>How it is known.</summary>
    public required LabelOrigin Origin { get; init; }

    /// <summary>When it became known.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Returns the label of an entry for a question: its log-odds, whether it was right, how that is known and since when.</summary>
    internal static HitLabel Of(CacheEntry entry, EntryId question, double score, bool isRight, (LabelOrigin Origin, DateTimeOffset At) known) => new()
    {
        Namespace = entry.Namespace,
        Entry = entry.Id,
        AnsweredAt = entry.CreatedAt,
        Question = question,
        Score = score,
        IsRight = isRight,
        Origin = known.Origin,
        At = known.At,
    };
}
