using System.Globalization;
using SemanticCache.Evaluation.Benching;

namespace SemanticCache.Cli.Quality;

/// <summary>A share in JSON: how many of how many, and the 95 % interval.</summary>
/// <param name="Count">How many.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Share">The share, in [0, 1].</param>
/// <param name="Interval">Its ends.</param>
internal sealed record ShareResult(int Count, int Of, double Share, double[] Interval)
{
    /// <summary>Returns the result of a share.</summary>
    public static ShareResult From(Share share) => new(share.Count, share.Total, Round(share.Value), [Round(share.Low), Round(share.High)]);

    /// <summary>Returns the share for people: count, total, share and interval; a dash of nothing.</summary>
    public override string ToString() => Of == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{Count:N0} of {Of:N0}: {Share:0.000} ({Interval[0]:0.000}-{Interval[1]:0.000})");

    private static double Round(double share) => Math.Round(share, 4);
}
