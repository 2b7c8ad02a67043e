using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Core.Policies;
using SemanticCache.Evaluation;
using SemanticCache.Evaluation.Benching;
using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Cli.Quality;

/// <summary><c>semcache eval</c>: measures how good decisions are on labelled questions.</summary>
internal static class EvalCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var replay = new Option<string[]>("--replay") { Description = "A folder of labelled questions; may be given several times", HelpName = "DIR" };
        var stored = new Option<SetUp>("--stored") { Description = "What is stored when a question asks: all other wordings, or one of each need", HelpName = "all|one", DefaultValueFactory = _ => SetUp.All };
        var decision = new Option<DecisionKind>("--decision") { Description = "How candidates are decided on", HelpName = "threshold|verified", DefaultValueFactory = _ => DecisionKind.Verified };
        var threshold = new Option<double?>("--threshold") { Description = "The similarity threshold; the models' by default", HelpName = "SHARE" };
        var confidence = new Option<double?>("--confidence") { Description = "The minimum confidence; the calibration's by default", HelpName = "SHARE" };
        var rounds = new Option<int>("--rounds") { Description = "With --stored one, how many times the stored wordings are drawn", HelpName = "N", DefaultValueFactory = _ => 3 };
        var stream = new Option<bool>("--stream") { Description = "Instead, send all questions in random order through the whole cache: without learning, with it, and under the decision learned" };
        var plot = new Option<string?>("--plot") { Description = "Also draw the sweep of the minimum confidence (with --stream, the learning curve) as SVG", HelpName = "FILE" };
        var mistakes = new Option<string?>("--mistakes") { Description = "Also write what was served wrongly, one JSON object a line", HelpName = "FILE" };
        var guards = new Option<string?>("--guards") { Description = "The guards that are on: default, all, none or names with commas", HelpName = "NAMES" };
        var labelled = new LabelledFileOptions();
        var models = new ModelOptions();
        var command = new ExampledCommand("eval", "Measure hit rate, precision and accepted look-alikes on labelled questions, on this machine.")
        {
            Examples =
            [
                "eval --replay tests/SemanticCache.Quality/replay", "eval --replay my-questions --stored one --output json",
                "eval --replay tests/SemanticCache.Quality/replay --stream", "eval --pairs my-pairs.tsv --decision threshold",
            ],
        };
        foreach (var option in new Option[] { replay, stored, decision, threshold, confidence, rounds, stream, plot, mistakes, guards })
        {
            command.Add(option);
        }

        labelled.AddTo(command, replay, stored, rounds, stream, plot);
        models.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var policy = new NamespacePolicy
            {
                Decision = parsed.GetValue(decision),
                SimilarityThreshold = parsed.GetValue(threshold),
                MinimumConfidence = parsed.GetValue(confidence),
                Guards = GuardNames.Parse(parsed.GetValue(guards)),
            };
            if (labelled.IsGiven(parsed))
            {
                var tables = new LabelledEvaluation(policy, Start);
                await labelled.RunAsync(parsed, tables, connection.Results(parsed));
                await WriteMistakesAsync(tables.Mistakes);
                return ExitCodes.Done;
            }

            if (parsed.GetValue(stream))
            {
                var streamed = await StreamBench.RunAsync(
                    parsed.GetValue(replay) ?? [], policy, labelled.Seed(parsed), models.Settings(parsed), new TerminalProgress(terminal), cancellationToken);
                await WritePlotAsync(StreamTable.Plot(streamed));
                connection.Results(parsed).Write(streamed, CliJson.Readable.StreamResult, StreamTable.Draw);
                return ExitCodes.Done;
            }

            var clusters = ReplayInput.ReadOrThrow(parsed.GetValue(replay) ?? []);
            using var session = Start();
            var results = await session.BenchAsync(clusters, parsed.GetValue(stored), policy, [.. Enumerable.Range(1, parsed.GetValue(rounds))]);
            var sweep = policy.Decision is DecisionKind.Threshold ? null : Sweep.Of(results);
            await (sweep is null ? Task.CompletedTask : WritePlotAsync(Sweep.Draw(sweep)));
            await WriteMistakesAsync(results);
            var result = EvalResult.Of(BenchFigures.Of(results, each => each.Served)) with
            {
                Sweep = sweep,
                Guards = policy.Guards is { IsEmpty: true } ? GuardEffect.Of(results) : null,
                Domains = results.GroupBy(each => each.Probe.Cluster.Domain)
                    .ToDictionary(domain => domain.Key, domain => EvalResult.Of(BenchFigures.Of([.. domain], each => each.Served))),
            };
            connection.Results(parsed).Write(result, CliJson.Readable.EvalResult, EvalTable.Draw);
            return ExitCodes.Done;

            EvaluationSession Start() => new(models.Settings(parsed), new TerminalProgress(terminal), cancellationToken);

            Task WritePlotAsync(string drawing) =>
                parsed.GetValue(plot) is { } file ? OutputFile.WriteAsync(file, drawing, cancellationToken) : Task.CompletedTask;

            Task WriteMistakesAsync(IReadOnlyList<ProbeResult> all) =>
                parsed.GetValue(mistakes) is { } list ? OutputFile.WriteAsync(list, MistakeList.Format(all), cancellationToken) : Task.CompletedTask;
        });
        return command;
    }
}
