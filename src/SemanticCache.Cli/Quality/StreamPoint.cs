using SemanticCache.Evaluation.Benching;
using SemanticCache.Evaluation.Streaming;

namespace SemanticCache.Cli.Quality;

/// <summary>Figures of a stretch of a stream; shares are in [0, 1], intervals are at 95 %.</summary>
internal sealed record StreamPoint
{
    /// <summary>How many requests had been made at its end.</summary>
    public required int Requests { get; init; }

    /// <summary>The share of questions that were served.</summary>
    public required double HitRate { get; init; }

    /// <summary>The ends of its interval.</summary>
    public required double[] HitRateInterval { get; init; }

    /// <summary>The share of served questions whose answer was right.</summary>
    public required double Precision { get; init; }

    /// <summary>The ends of its interval.</summary>
    public required double[] PrecisionInterval { get; init; }

    /// <summary>The number of wrong hits.</summary>
    public required int WrongHits { get; init; }

    /// <summary>The number of look-alikes asked.</summary>
    public required int LookAlikes { get; init; }

    /// <summary>The number of look-alikes that were served the answer that they look like.</summary>
    public required int LookAlikesAccepted { get; init; }

    /// <summary>Returns the point of figures.</summary>
    public static StreamPoint Of(StreamFigures figures, int requests) => new()
    {
        Requests = requests,
        HitRate = Round(figures.HitRate.Value),
        HitRateInterval = Interval(figures.HitRate),
        Precision = Round(figures.Precision.Value),
        PrecisionInterval = Interval(figures.Precision),
        WrongHits = figures.Precision.Total - figures.Precision.Count,
        LookAlikes = figures.LookAlikesAccepted.Total,
        LookAlikesAccepted = figures.LookAlikesAccepted.Count,
    };

    private static double[] Interval(Share share) => [Round(share.Low), Round(share.High)];

    private static double Round(double share) => Math.Round(share, 4);
}
