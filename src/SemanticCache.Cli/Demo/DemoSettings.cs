namespace SemanticCache.Cli.Demo;

/// <summary>How a demo runs.</summary>
internal sealed record DemoSettings
{
    /// <summary>The tokens per second that the simulated model writes.</summary>
    public const int TokensPerSecond = 1000;

    /// <summary>How many questions are sent.</summary>
    public required int Questions { get; init; }

    /// <summary>What the random choices start from.</summary>
    public required int Seed { get; init; }

    /// <summary>The simulated model's time to the first token.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>How many questions are on their way at a time.</summary>
    public required int InFlight { get; init; }

    /// <summary>The port of gRPC; null for the usual one if it is free, else any.</summary>
    public int? GrpcPort { get; init; }

    /// <summary>The port of HTTP; null for the usual one if it is free, else any.</summary>
    public int? HttpPort { get; init; }
}
