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
        var replay = new Option<string[]>("--replay") { Description = "A folder of labelled questions; may be given several times", HelpName = "DIR", Required = true };
        var stored = new Option<SetUp>("--stored") { Description = "What is stored when a question asks: all other wordings, or one of each need", HelpName = "all|one", DefaultValueFactory = _ => SetUp.All };
        var decision = new Option<DecisionKind>("--decision") { Description = "How candidates are decided on", HelpName = "threshold|verified", DefaultValueFactory = _ => DecisionKind.Verified };
        var threshold = new Option<double?>("--threshold") { Description = "The similarity threshold; the models' by default", HelpName = "SHARE" };
        var confidence = new Option<double?>("--confidence") { Description = "The minimum confidence; the calibration's by default", HelpName = "SHARE" };
        var rounds = new Option<int>("--rounds") { Description = "With --stored one, how many times the stored wordings are drawn", HelpName = "N", DefaultValueFactory = _ => 3 };
        var stream = new Option<bool>("--stream") { Description = "Instead, send all questions in random order through the whole cache: without learning, with it, and under the decision learned" };
        var seed = new Option<int>("--seed") { Description = "With --stream, what the order is drawn from", HelpName = "N", DefaultValueFactory = _ => 1 };
        var plot = new Option<string?>("--plot") { Description = "Also draw the sweep of the minimum confidence (with --stream, the learning curve) as SVG", HelpName = "FILE" };
        var mistakes = new Option<string?>("--mistakes") { Description = "Also write what was served wrongly, one JSON object a line", HelpName = "FILE" };
        var guards = new Option<string?>("--guards") { Description = "The guards that are on: default, all, none or names with commas", HelpName = "NAMES" };
        var models = new ModelOptions();
        var command = new ExampledCommand("eval", "Measure hit rate, precision and accepted look-alikes on labelled questions, on this machine.")
        {
            Examples = ["eval --replay tests/SemanticCache.Quality/replay", "eval --replay my-questions --stored one --output json", "eval --replay tests/SemanticCache.Quality/replay --stream"],
        };
        foreach (var option in new Option[] { replay, stored, decision, threshold, confidence, rounds, stream, seed, plot, mistakes, guards })
        {
            command.Add(option);
        }

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
            var progress = new TerminalProgress(terminal);
            if (parsed.GetValue(stream))
            {
                var streamed = await StreamBench.RunAsync(parsed.GetValue(replay) ?? [], policy, parsed.GetValue(seed), models.Settings(parsed), progress, cancellationToken);
                await WriteAsync(parsed.GetValue(plot), StreamTable.Plot(streamed), cancellationToken);
                connection.Results(parsed).Write(streamed, CliJson.Readable.StreamResult, StreamTable.Draw);
                return ExitCodes.Done;
            }

            var clusters = ReplayInput.ReadOrThrow(parsed.GetValue(replay) ?? []);
            using var session = new EvaluationSession(models.Settings(parsed), progress, cancellationToken);
            var results = await session.BenchAsync(clusters, parsed.GetValue(stored), policy, [.. Enumerable.Range(1, parsed.GetValue(rounds))]);
            var sweep = policy.Decision is DecisionKind.Threshold ? null : Sweep.Of(results);
            await WriteAsync(sweep is null ? null : parsed.GetValue(plot), sweep is null ? "" : Sweep.Draw(sweep), cancellationToken);
            await WriteAsync(parsed.GetValue(mistakes), MistakeList.Format(results), cancellationToken);

            var result = EvalResult.Of(BenchFigures.Of(results, each => each.Served)) with
            {
                Sweep = sweep,
                Guards = policy.Guards is { IsEmpty: true } ? GuardEffect.Of(results) : null,
                Domains = results.GroupBy(each => each.Probe.Cluster.Domain)
                    .ToDictionary(domain => domain.Key, domain => EvalResult.Of(BenchFigures.Of([.. domain], each => each.Served))),
            };
            connection.Results(parsed).Write(result, CliJson.Readable.EvalResult, EvalTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Task WriteAsync(string? file, string content, CancellationToken cancellationToken) =>
        file is null ? Task.CompletedTask : OutputFile.WriteAsync(file, content, cancellationToken);
}
