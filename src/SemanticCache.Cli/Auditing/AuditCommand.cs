using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Invocation;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Auditing;

/// <summary><c>semcache audit</c>: who changed what.</summary>
internal static class AuditCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection) =>
        new ExampledCommand("audit", "Show who changed what.") { CreateList(terminal, connection) };

    private static ExampledCommand CreateList(Terminal terminal, ConnectionOptions connection)
    {
        var name = new Option<string?>("--namespace", "-n") { Description = "Only changes in this namespace", HelpName = "NAME" };
        var since = new Option<TimeSpan?>("--since") { Description = "How far back, such as 7d", HelpName = "TIME", CustomParser = Durations.Parse };
        var limit = ListLimit.Option();
        var command = new ExampledCommand("list", "List changes, newest first.") { Examples = ["audit list --since 7d", "audit list -n support-bot --output json"] };
        command.Add(name);
        command.Add(since);
        command.Add(limit);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ListAuditEventsRequest { Namespace = parsed.GetValue(name) ?? "" };
            if (parsed.GetValue(since) is { } age)
            {
                request.Since = (terminal.Time.GetUtcNow() - age).ToTimestamp();
            }

            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var items = await service.CallAsync(client => ReadAsync(client, request, parsed.GetValue(limit), deadline, cancellationToken));
            connection.Results(parsed).Write(new AuditList(items), CliJson.Readable.AuditList, Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Task<List<AuditResult>> ReadAsync(
        SemanticCacheClient client, ListAuditEventsRequest request, int limit, DateTime deadline, CancellationToken cancellationToken) => Pages.ReadAsync(limit, async (size, token) =>
    {
        (request.PageSize, request.PageToken) = (size, token);
        var page = await client.Admin.ListAuditEventsAsync(request, null, deadline, cancellationToken);
        return (page.Events.Select(AuditResult.Of), page.NextPageToken);
    });

    private static IRenderable Draw(AuditList list) => list.Items.Count == 0
        ? new Text("Nothing was changed.")
        : new Rows(list.Items.Select(noted => Fields.Draw(
            ("time", noted.Time.ToString("u", CultureInfo.InvariantCulture)),
            ("caller", noted.Caller),
            ("action", noted.Action),
            ("namespace", noted.Namespace),
            ("target", noted.Target),
            ("change", AuditChanges.Of(noted.Before, noted.After)),
            ("id", noted.Id + "\n"))));
}
