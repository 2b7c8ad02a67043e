using System.Globalization;
using SemanticCache.Evaluation.Calibrating;

namespace SemanticCache.Evaluation.Drawing;

/// <summary>Draws confidence against the share of right hits.</summary>
internal static class ReliabilityPlot
{
    /// <summary>Returns the SVG.</summary>
    public static string Draw(IReadOnlyList<ReliabilityBin> bins)
    {
        var plot = new SvgPlot("Reliability: confidence against the share of right hits", "confidence", "right");
        plot.AddLine("ideal", [(0, 0), (1, 1)], dashed: true);
        plot.AddLine("measured on domains not fitted on", [.. bins.Select(bin => (bin.Confidence, bin.ShareRight))]);
        foreach (var bin in bins)
        {
            plot.AddLabel(bin.Confidence, bin.ShareRight, bin.Count.ToString("N0", CultureInfo.InvariantCulture));
        }

        return plot.ToString();
    }
}
