using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Decisions;

/// <summary>The verifier's budget.</summary>
public sealed class DecisionOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Decisions";

    /// <summary>Gets or sets how many candidates of one request the verifier reads at most.</summary>
    /// <value>From 1 to 64; the default is 4.</value>
    [Range(1, 64)]
    public int VerifiedCandidates { get; set; } = 4;

    /// <summary>Gets or sets how long the verifier may take over one request; later is a miss.</summary>
    /// <value>From 1 ms to 10 s; the default is 40 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan VerificationTime { get; set; } = TimeSpan.FromMilliseconds(40);
}
