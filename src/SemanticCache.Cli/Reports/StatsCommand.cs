using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Reports;

/// <summary><c>semcache stats</c>: what the cache did since the service started, or in a span of time.</summary>
internal static class StatsCommand
{
    /// <summary>What is shown where there is no namespace.</summary>
    public const string NoNamespaces = "There are no namespaces yet. Ask something: semcache ask \"How do I raise my card limit?\"";

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = new Option<string?>("--namespace", "-n") { Description = "One namespace; all by default", HelpName = "NAME" };
        var since = SinceOption.Create("How far back, such as 24h; else since the service started");
        var command = new ExampledCommand("stats", "Show requests, hits, latencies and savings: since the service started, or of all instances in a span of time.")
        {
            Examples = ["stats", "stats --since 24h", "stats -n support-bot --output json"],
        };
        command.Add(name);
        command.Add(since);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new GetSummaryRequest { Namespace = parsed.GetValue(name) ?? "" };
            if (parsed.GetValue(since) is { } age)
            {
                request.StartTime = (terminal.Time.GetUtcNow() - age).ToTimestamp();
            }

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
            return new Text(NoNamespaces);
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
                stats.Namespace, Numbers.Count(stats.Requests), Numbers.Count(stats.ExactHits), Numbers.Count(stats.SemanticHits),
                Numbers.Count(stats.Misses + stats.Joined + stats.Bypassed), Numbers.Count(stats.Errors),
                Numbers.Share(stats.HitRate),
                Latency(stats.HitP50Ms, stats.HitP99Ms), Latency(stats.MissP50Ms, stats.MissP99Ms),
                Numbers.Cost(stats.CostSaved), Numbers.Count(stats.Entries),
            }.Select(cell => new Text(cell)));
        }

        var from = result.Namespaces[0].StartTime is { } start ? $" Counted since {Numbers.Minute(start)}." : "";
        return new Rows(table, new Text("Latencies are medians / 99th percentiles inside the service." + from));
    }

    private static string Latency(double? median, double? percentile99) =>
        median is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{median:0.0} / {percentile99:0.0}");
}
