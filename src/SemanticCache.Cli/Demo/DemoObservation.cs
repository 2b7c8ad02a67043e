using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Demo;

/// <summary>What the demo's client saw of one request.</summary>
/// <param name="Question">The question sent.</param>
/// <param name="Latency">The time from sending it to having the whole answer.</param>
/// <param name="Response">The answer, or null when the request failed.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal sealed record DemoObservation(DemoQuestion Question, TimeSpan Latency, CompleteResponse? Response, string? Failure)
{
    /// <summary>Whether the answer came from the cache.</summary>
    public bool IsHit => IsExactHit || IsSemanticHit;

    /// <summary>Whether the exact tier served it.</summary>
    public bool IsExactHit => Response?.Metadata.Outcome is Outcome.ExactHit;

    /// <summary>Whether the semantic tier served it.</summary>
    public bool IsSemanticHit => Response?.Metadata.Outcome is Outcome.SemanticHit;

    /// <summary>Whether it waited for the model.</summary>
    public bool IsMiss => Response is not null && !IsHit;

    /// <summary>Whether the answer is the one that the question deserves.</summary>
    public bool IsRight => Response?.Answer?.Text == Question.Cluster.Answer;
}
