using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Quality;

/// <summary>Draws a fitted calibration.</summary>
internal static class CalibrateTable
{
    /// <summary>Returns the drawing.</summary>
    public static IRenderable Draw(CalibrateResult result)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("confidence").AddColumn("right").AddColumn("decisions");
        foreach (var bin in result.Reliability)
        {
            table.AddRow(Share(bin.Confidence), Share(bin.ShareRight), bin.Count.ToString("N0", CultureInfo.InvariantCulture));
        }

        return new Rows(
            table,
            new Text($"Fitted on {result.Decisions} decisions; every figure is of domains that the models behind it have not seen."),
            new Text($"From a confidence of {Share(result.MinimumConfidence)} on, {Share(result.Precision)} of the hits are right; expected calibration error {Share(result.ExpectedCalibrationError)}."),
            new Text($"Written to {result.File}; the service reads it from beside the verifier's model (calibration.json)."));
    }

    private static string Share(double share) => share.ToString("0.000", CultureInfo.InvariantCulture);
}
