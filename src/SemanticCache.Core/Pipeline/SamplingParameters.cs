using System.Collections.Immutable;

namespace SemanticCache.Core.Pipeline;

/// <summary>The parameters of a request that change which answer the model writes; null where the caller left the default.</summary>
public sealed record SamplingParameters
{
    /// <summary>A request that leaves everything to the upstream.</summary>
    public static SamplingParameters Default { get; } = new();

    /// <summary>The randomness of the answer, from 0.</summary>
    public double? Temperature { get; init; }

    /// <summary>The probability mass that is sampled from, in [0, 1].</summary>
    public double? TopP { get; init; }

    /// <summary>The seed of the sampling.</summary>
    public long? Seed { get; init; }

    /// <summary>The most tokens the answer may take, at least 1.</summary>
    public int? MaximumOutputTokens { get; init; }

    /// <summary>The texts that end the answer.</summary>
    public ImmutableArray<string> Stop { get; init; } = [];
}
