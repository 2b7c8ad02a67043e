using System.CommandLine;
using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Reports;

/// <summary><c>semcache stats</c>: what the cache did since the service started.</summary>
internal static class StatsCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = new Option<string?>("--namespace", "-n") { Description = "One namespace; all by default", HelpName = "NAME" };
        var command = new ExampledCommand("stats", "Show requests, hits, latencies and savings since the service started.")
        {
            Examples = ["stats", "stats -n support-bot --output json"],
        };
        command.Add(name);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new GetSummaryRequest { Namespace = parsed.GetValue(name) ?? "" };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var response = await service.CallAsync(async client => await client.Reports.GetSummaryAsync(request, null, deadline, cancellationToken));
            var result = new StatsResult([.. response.Namespaces.Select(NamespaceStats.Of)]);
            connection.Results(parsed).Write(result, CliJson.Readable.StatsResult, Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static IRenderable Draw(StatsResult result)
    {
        if (result.Namespaces.Count == 0)
        {
            return new Text("There are no namespaces yet. Ask something: semcache ask \"How do I raise my card limit?\"");
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("namespace");
        foreach (var column in new[] { "requests", "exact", "semantic", "misses", "errors", "hit rate", "hit ms", "miss ms", "saved", "entries" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var stats in result.Namespaces)
        {
            table.AddRow(new[]
            {
                stats.Namespace, Count(stats.Requests), Count(stats.ExactHits), Count(stats.SemanticHits),
                Count(stats.Misses + stats.Joined + stats.Bypassed), Count(stats.Errors),
                stats.HitRate.ToString("0.0%", CultureInfo.InvariantCulture),
                Latency(stats.HitP50Ms, stats.HitP99Ms), Latency(stats.MissP50Ms, stats.MissP99Ms),
                stats.CostSaved.ToString("0.0000", CultureInfo.InvariantCulture), Count(stats.Entries),
            }.Select(cell => new Text(cell)));
        }

        return new Rows(table, new Text("Latencies are medians / 99th percentiles inside the service."));
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Latency(double? median, double? percentile99) =>
        median is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{median:0.0} / {percentile99:0.0}");
}
