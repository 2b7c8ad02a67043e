using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Decisions;

/// <summary>The verifier's budget.</summary>
public sealed class DecisionOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Decisions";

    /// <summary>Gets or sets how many candidates of one request the verifier reads at most.</summary>
    /// <value>From 1 to 64; the default is 2: more make hits hardly better and twice as dear. A calibration is fitted with it.</value>
    [Range(1, 64)]
    public int VerifiedCandidates { get; set; } = 2;

    /// <summary>Gets or sets how long the verifier may take over one request; later is a miss.</summary>
    /// <value>From 1 ms to 10 s; the default is 40 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan VerificationTime { get; set; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Gets or sets how long the verifier may take over one pair; later counts as a failure of the verifier.</summary>
    /// <value>
    /// From 1 ms to 10 s; the default, null, is three quarters of <see cref="VerificationTime"/>. Not less than that, it has no effect: the
    /// request gives up first.
    /// </value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan? PairTime { get; set; }

    /// <summary>Gets or sets how many pairs' confidences are kept in memory.</summary>
    /// <value>From 0, which keeps none, to 10 million; the default is 20,000 (about 150 bytes each). 1 and 2 count as 3.</value>
    [Range(0, 10_000_000)]
    public int VerifiedPairs { get; set; } = 20_000;

    /// <summary>Gets or sets how far down candidates are fetched as evidence for <c>verified</c>: what else is stored nearby.</summary>
    /// <value>In [0, 1]; the default is 0.34. Below the threshold they are never served. A calibration is fitted with it.</value>
    [Range(0.0, 1.0)]
    public double EvidenceSimilarity { get; set; } = 0.34;

    /// <summary>Gets or sets how far below the most similar candidate others are fetched: what is further away neither serves nor tells.</summary>
    /// <value>In [0, 1]; the default is 0.2. The search costs less the smaller it is. A calibration is fitted with it.</value>
    [Range(0.0, 1.0)]
    public double EvidenceReach { get; set; } = 0.2;
}
