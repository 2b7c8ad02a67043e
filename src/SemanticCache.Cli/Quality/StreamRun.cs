using SemanticCache.Evaluation.Streaming;

namespace SemanticCache.Cli.Quality;

/// <summary>One run of a stream.</summary>
/// <param name="Name">What sets it apart.</param>
/// <param name="All">The figures of the whole stream.</param>
/// <param name="Curve">The figures of its twelfths, in order.</param>
internal sealed record StreamRun(string Name, StreamPoint All, IReadOnlyList<StreamPoint> Curve)
{
    private const int Windows = 12;

    /// <summary>Returns the figures of outcomes.</summary>
    public static StreamRun Of(string name, IReadOnlyList<StreamedOutcome> outcomes) => new(
        name,
        StreamPoint.Of(StreamFigures.Of(outcomes), outcomes.Count),
        [.. StreamFigures.Windows(outcomes, Windows).Select((window, i) => StreamPoint.Of(window, Math.Min(outcomes.Count, (i + 1) * ((outcomes.Count + Windows - 1) / Windows))))]);
}
