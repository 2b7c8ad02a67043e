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
        var options = new EvalOptions();
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
        options.AddTo(command);
        labelled.AddTo(command, options.Replay, options.ReplayOnly);
        models.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var policy = options.PolicyOf(parsed);
            var output = connection.Results(parsed);
            if (labelled.IsGiven(parsed))
            {
                var tables = new LabelledEvaluation(policy, Start);
                await labelled.RunAsync(parsed, tables, output);
                await WriteAsync(parsed.GetValue(options.Mistakes), () => MistakeList.Format(tables.Mistakes), cancellationToken);
            }
            else if (parsed.GetValue(options.Stream))
            {
                var streamed = await StreamBench.RunAsync(
                    parsed.GetValue(options.Replay) ?? [], policy, labelled.Seed(parsed), models.Settings(parsed), new TerminalProgress(terminal), cancellationToken);
                await WriteAsync(parsed.GetValue(options.Plot), () => StreamTable.Plot(streamed), cancellationToken);
                output.Write(streamed, CliJson.Readable.StreamResult, StreamTable.Draw);
            }
            else
            {
                using var session = Start();
                var clusters = ReplayInput.ReadOrThrow(parsed.GetValue(options.Replay) ?? []);
                var results = await session.BenchAsync(clusters, parsed.GetValue(options.Stored), policy, [.. Enumerable.Range(1, parsed.GetValue(options.Rounds))]);
                var result = ResultOf(results, policy);
                await WriteAsync(result.Sweep is null ? null : parsed.GetValue(options.Plot), () => Sweep.Draw(result.Sweep!), cancellationToken);
                await WriteAsync(parsed.GetValue(options.Mistakes), () => MistakeList.Format(results), cancellationToken);
                output.Write(result, CliJson.Readable.EvalResult, EvalTable.Draw);
            }

            return ExitCodes.Done;

            EvaluationSession Start() => new(models.Settings(parsed), new TerminalProgress(terminal), cancellationToken);
        });
        return command;
    }

    private static EvalResult ResultOf(IReadOnlyList<ProbeResult> results, NamespacePolicy policy) =>
        EvalResult.Of(BenchFigures.Of(results, each => each.Served)) with
        {
            Sweep = policy.Decision is DecisionKind.Threshold ? null : Sweep.Of(results),
            Guards = policy.Guards is { IsEmpty: true } ? GuardEffect.Of(results) : null,
            Domains = results.GroupBy(each => each.Probe.Cluster.Domain)
                .ToDictionary(domain => domain.Key, domain => EvalResult.Of(BenchFigures.Of([.. domain], each => each.Served))),
        };

    private static Task WriteAsync(string? file, Func<string> content, CancellationToken cancellationToken) =>
        file is null ? Task.CompletedTask : OutputFile.WriteAsync(file, content(), cancellationToken);
}
