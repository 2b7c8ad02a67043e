using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using Spectre.Console;

namespace SemanticCache.Cli.Reports;

/// <summary><c>semcache report</c>: what the cache did in a span of time, and what to change.</summary>
internal static class ReportCommand
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(24);

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = new Option<string?>("--namespace", "-n") { Description = "One namespace in all details; by default all in short", HelpName = "NAME" };
        var since = SinceOption.Create("How far back, such as 7d; 24h by default");
        var target = QuestionOptions.Share("--target-precision", "The share of hits that must be right, for the recommended threshold; else what the policy says");
        var file = ReportFile.Option();
        var force = new Option<bool>("--force") { Description = "Replace the file if it is there" };
        var command = new ExampledCommand("report", "Show what the cache did, how well, and what to change.")
        {
            Examples =
            [
                "report", "report -n support-bot --since 7d", "report -n support-bot --target-precision 0.98",
                "report -n support-bot --since 30d --out report.html",
            ],
        };
        foreach (var option in new Option[] { name, since, target, file, force })
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (space, output) = (parsed.GetValue(name), parsed.GetValue(file)?.FullName);
            if (space is null && parsed.GetValue(target) is not null)
            {
                throw new UsageException("--target-precision is of one namespace: give -n NAME as well.");
            }

            ReportFile.RequireFree(output, parsed.GetValue(force));
            using var service = connection.Connect(parsed);
            var report = await service.CallAsync(client =>
                new ReportReader(client, terminal, cancellationToken).ReadAsync(space, parsed.GetValue(since) ?? Usual, parsed.GetValue(target)));
            if (output is not null)
            {
                await ReportFile.WriteAsync(output, report, cancellationToken);
            }

            connection.Results(parsed).Write(report, CliJson.Readable.ReportResult, found => output is not null ? new Text($"Wrote the report to {output}.")
                : space is null ? ReportOverview.Draw(found)
                : ReportTable.Draw(found));
            return ExitCodes.Done;
        });
        return command;
    }
}
