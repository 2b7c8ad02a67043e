using SemanticCache.Evaluation.Streaming;

namespace SemanticCache.Cli.Quality;

/// <summary>One run of a stream.</summary>
/// <param name="Name">What sets it apart.</param>
/// <param name="All">The figures of the whole stream.</param>
/// <param name="Entries">How many entries were stored at its end.</param>
/// <param name="Curve">The figures of its twelfths, in order.</param>
internal sealed record StreamRun(string Name, StreamPoint All, long Entries, IReadOnlyList<StreamPoint> Curve)
{
    private const int Windows = 12;

    /// <summary>Returns the figures of outcomes.</summary>
    public static StreamRun Of(string name, StreamOutcome outcome) => new(
        name,
        StreamPoint.Of(StreamFigures.Of(outcome.Requests), outcome.Requests.Count),
        outcome.Entries,
        [.. StreamFigures.Windows(outcome.Requests, Windows).Select((window, i) => StreamPoint.Of(window, EndOf(i, outcome.Requests.Count)))]);

    private static int EndOf(int window, int requests) => Math.Min(requests, (window + 1) * ((requests + Windows - 1) / Windows));
}
