using System.Collections.Immutable;

namespace SemanticCache.Evaluation.Replay;

/// <summary>One customer need of a replay file: wordings that all deserve one answer, and look-alikes that do not.</summary>
internal sealed record ReplayCluster
{
    /// <summary>The identifier, unique in its folder.</summary>
    public required string Id { get; init; }

    /// <summary>The domain: the name of the file.</summary>
    public required string Domain { get; init; }

    /// <summary>The right answer; empty where it is unknown, and then different from every other.</summary>
    public required string Answer { get; init; }

    /// <summary>The wordings, at least one.</summary>
    public required ImmutableArray<string> Questions { get; init; }

    /// <summary>Look-alikes for which the answer would be wrong.</summary>
    public required ImmutableArray<NearMiss> NearMisses { get; init; }

    /// <summary>Small edits that keep the meaning.</summary>
    public required ImmutableArray<NearHit> NearHits { get; init; }

    /// <summary>Returns a cluster of one wording whose answer is unknown.</summary>
    public static ReplayCluster OfUnknownAnswer(string id, string domain, string question) =>
        new() { Id = id, Domain = domain, Answer = "", Questions = [question], NearMisses = [], NearHits = [] };
}
