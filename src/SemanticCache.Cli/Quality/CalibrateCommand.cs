using System.CommandLine;
using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Evaluation;
using SemanticCache.Evaluation.Calibrating;
using SemanticCache.Evaluation.Drawing;
using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Cli.Quality;

/// <summary><c>semcache calibrate</c>: fits what turns the models' outputs into the confidence of a right hit.</summary>
internal static class CalibrateCommand
{
    private const double UsualPrecision = 0.95;

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var replay = new Option<string[]>("--replay") { Description = "A folder of labelled questions; may be given several times", HelpName = "DIR" };
        var name = new Option<string?>("--namespace", "-n") { Description = "Instead, show what the labels of a running service's namespace say", HelpName = "NAME" };
        var apply = new Option<bool>("--apply") { Description = "With --namespace, set it in the namespace's policy" };
        var output = new Option<string>("--out") { Description = "Where the calibration is written; it belongs beside the verifier's model", HelpName = "FILE", DefaultValueFactory = _ => CalibrationFile.Name };
        var plot = new Option<string?>("--plot") { Description = "Also draw the reliability as SVG", HelpName = "FILE" };
        var precision = new Option<double>("--precision") { Description = "The precision of hits that the default minimum confidence keeps", HelpName = "SHARE", DefaultValueFactory = _ => UsualPrecision };
        var rounds = new Option<int>("--rounds") { Description = "How many times one wording of each need is drawn to be stored", HelpName = "N", DefaultValueFactory = _ => 3 };
        var models = new ModelOptions();
        var command = new ExampledCommand("calibrate", "Fit the confidence of a right hit to labelled questions, on this machine, or to a namespace's traffic.")
        {
            Examples = ["calibrate --replay my-questions --out embeddings/semcache-verify-en-v1/calibration.json", "calibrate --namespace support-bot --apply"],
        };
        foreach (var option in new Option[] { replay, name, apply, output, plot, precision, rounds })
        {
            command.Add(option);
        }

        models.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(name) is { } chosen)
            {
                var result = await NamespaceCalibration.RunAsync(chosen, parsed.GetValue(apply), connection, parsed, terminal.Time, cancellationToken);
                connection.Results(parsed).Write(result, CliJson.Readable.NamespaceCalibrationResult, NamespaceCalibration.Draw);
                return ExitCodes.Done;
            }

            var clusters = ReplayInput.ReadOrThrow(parsed.GetValue(replay) is { Length: > 0 } folders ? folders : throw new UsageException("Give --replay DIR, or --namespace NAME."));
            using var session = new EvaluationSession(models.Settings(parsed), new TerminalProgress(terminal), cancellationToken);
            var seeds = Enumerable.Range(1, parsed.GetValue(rounds)).ToArray();
            var fitted = Dated(await session.CalibrateAsync(clusters, seeds, parsed.GetValue(precision)), clusters, terminal);
            await OutputFile.WriteAsync(parsed.GetValue(output)!, CalibrationFile.Format(fitted.Calibration) + "\n", cancellationToken);
            if (parsed.GetValue(plot) is { } plotFile)
            {
                await OutputFile.WriteAsync(plotFile, ReliabilityPlot.Draw(fitted.Reliability), cancellationToken);
            }

            connection.Results(parsed).Write(CalibrateResult.Of(fitted, parsed.GetValue(output)!), CliJson.Readable.CalibrateResult, CalibrateTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static FittedCalibration Dated(FittedCalibration fitted, IReadOnlyList<ReplayCluster> clusters, Terminal terminal)
    {
        var origin = new CalibrationOrigin
        {
            FittedOn = string.Join(", ", clusters.Select(cluster => cluster.Domain).Distinct().Order(StringComparer.Ordinal)),
            Date = terminal.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Decisions = fitted.Judged.Count,
            ExpectedCalibrationError = Math.Round(fitted.ExpectedCalibrationError, 4),
            Precision = Math.Round(fitted.PrecisionAt(fitted.Calibration.MinimumConfidence).Value, 4),
        };
        return fitted with { Calibration = fitted.Calibration with { Origin = origin } };
    }
}
