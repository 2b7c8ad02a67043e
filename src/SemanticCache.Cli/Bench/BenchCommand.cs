using System.CommandLine;
using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Quality;

namespace SemanticCache.Cli.Bench;

/// <summary><c>semcache bench</c>: measures how long a language model's endpoint takes, with a cache in front of it or without.</summary>
internal static class BenchCommand
{
    private const string ApiKeyVariable = "SEMCACHE_API_KEY";
    private const string DefaultModel = "simulated";

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var options = new BenchOptions();
        var command = new ExampledCommand("bench", "Measure the times to the first token and to the end of any OpenAI- or Anthropic-compatible endpoint.")
        {
            Examples = ["bench http://localhost:8080 --no-cache", "bench https://api.openai.com/v1 --api-key KEY --model gpt-5-mini --model gpt-5 --prompts mine.txt --plot times.svg"],
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new BenchSettings
            {
                Address = parsed.GetRequiredValue(options.Address),
                Api = parsed.GetValue(options.Api) == "anthropic" ? BenchApi.Anthropic : BenchApi.OpenAI,
                Prompts = await BenchPrompts.ReadAsync(parsed.GetValue(options.Prompts), parsed.GetValue(options.Requests), cancellationToken),
                Concurrency = parsed.GetValue(options.Concurrency),
                ApiKey = parsed.GetValue(connection.ApiKey) ?? terminal.Variable(ApiKeyVariable),
                Namespace = parsed.GetValue(options.Namespace),
            };
            var models = parsed.GetValue(options.Models) is { Length: > 0 } named ? named : [DefaultModel];
            var result = await RunAsync(terminal, settings, models, parsed.GetValue(options.NoCache) ? [false, true] : [true], cancellationToken);
            connection.Results(parsed).Write(result, CliJson.Readable.BenchResult, BenchTable.Draw);
            if (parsed.GetValue(options.Plot) is { } plot)
            {
                await OutputFile.WriteAsync(plot.FullName, BenchTable.Plot(result), cancellationToken);
            }

            return await EndAsync(terminal, result);
        });
        return command;
    }

    private static async Task<BenchResult> RunAsync(
        Terminal terminal, BenchSettings settings, string[] models, bool[] caches, CancellationToken cancellationToken)
    {
        var runner = new BenchRunner(settings, terminal.Time);
        var count = settings.Prompts.Count;
        var passes = await WorkProgress.ShowAsync(terminal, "Measuring", models.Length * caches.Length * count, async step =>
        {
            var measured = new List<BenchPass>();
            foreach (var cache in caches)
            {
                foreach (var model in models)
                {
                    measured.Add(await runner.RunAsync(model, cache, step, cancellationToken));
                }
            }

            return measured;
        });
        return new BenchResult(settings.Address, settings.Api is BenchApi.Anthropic ? "anthropic" : "openai", count, settings.Concurrency, passes);
    }

    // Some failures are figures; nothing but failures is one.
    private static async Task<int> EndAsync(Terminal terminal, BenchResult result)
    {
        if (result.Passes.FirstOrDefault(pass => pass.FirstFailure is not null) is not { } failed)
        {
            return ExitCodes.Done;
        }

        await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{result.Passes.Sum(pass => pass.Failed)} requests failed; the first: {failed.FirstFailure}"));
        var observations = result.Passes.SelectMany(pass => pass.Observations).ToList();
        return observations.Exists(seen => seen.Failure is null) ? ExitCodes.Done
            : observations.TrueForAll(seen => seen.IsUnreachable) ? ExitCodes.Unreachable
            : ExitCodes.Refused;
    }
}
