namespace SemanticCache.Cli.Demo;

/// <summary>The demo's figures; scripts rely on the first nine.</summary>
internal sealed record DemoResult
{
    /// <summary>Questions sent.</summary>
    public required int Requests { get; init; }

    /// <summary>Served by the exact tier.</summary>
    public required int ExactHits { get; init; }

    /// <summary>Served by the semantic tier.</summary>
    public required int SemanticHits { get; init; }

    /// <summary>Answered by the model, those that joined a request in flight included.</summary>
    public required int Misses { get; init; }

    /// <summary>Hits with another answer than the question deserves.</summary>
    public required int WrongHits { get; init; }

    /// <summary>Half of all hits took no longer.</summary>
    public required double? HitP50Ms { get; init; }

    /// <summary>99 of 100 hits took no longer.</summary>
    public required double? HitP99Ms { get; init; }

    /// <summary>Half of all misses took no longer.</summary>
    public required double? MissP50Ms { get; init; }

    /// <summary>What the tokens of the hits would have cost.</summary>
    public required double CostSaved { get; init; }

    /// <summary>95 of 100 hits took no longer.</summary>
    public required double? HitP95Ms { get; init; }

    /// <summary>95 of 100 misses took no longer.</summary>
    public required double? MissP95Ms { get; init; }

    /// <summary>99 of 100 misses took no longer.</summary>
    public required double? MissP99Ms { get; init; }

    /// <summary>Half of the exact hits took no longer.</summary>
    public required double? ExactHitP50Ms { get; init; }

    /// <summary>99 of 100 exact hits took no longer.</summary>
    public required double? ExactHitP99Ms { get; init; }

    /// <summary>Half of the semantic hits took no longer.</summary>
    public required double? SemanticHitP50Ms { get; init; }

    /// <summary>99 of 100 semantic hits took no longer.</summary>
    public required double? SemanticHitP99Ms { get; init; }

    /// <summary>Right hits among hits; null without hits.</summary>
    public required double? Precision { get; init; }

    /// <summary>Misses that waited for the answer to an identical question.</summary>
    public required int Joined { get; init; }

    /// <summary>Misses that were the first to ask for their need.</summary>
    public required int FirstOfTheirNeed { get; init; }

    /// <summary>Misses because a stage of the lookup failed or was out of time.</summary>
    public required int CutShort { get; init; }

    /// <summary>Requests that failed.</summary>
    public required int Errors { get; init; }

    /// <summary>Tokens of the hits' answers and their prompts.</summary>
    public required long TokensSaved { get; init; }

    /// <summary>What the hits would have waited longer at the misses' median, in seconds.</summary>
    public required double TimeSavedSeconds { get; init; }

    /// <summary>Look-alikes that were looked up after the stream.</summary>
    public required int LookAlikes { get; init; }

    /// <summary>Look-alikes that were served the wrong answer.</summary>
    public required int LookAlikesAccepted { get; init; }
}
