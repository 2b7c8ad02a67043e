using System.CommandLine;
using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Merges;

/// <summary><c>semcache merges list</c>.</summary>
internal static class ListMergesCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = MergesCommand.Namespace();
        var limit = ListLimit.Option();
        var command = new ExampledCommand("list", "List the merges in a namespace that can be undone, newest first.")
        {
            Examples = ["merges list support-bot", "merges list support-bot --limit 1000 --output json"],
        };
        command.Add(name);
        command.Add(limit);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ListMergesRequest { Namespace = parsed.GetRequiredValue(name) };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var items = await service.CallAsync(client => ReadAsync(client, request, parsed.GetValue(limit), deadline, cancellationToken));
            connection.Results(parsed).Write(new MergeList(items), CliJson.Readable.MergeList, Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Task<List<MergeResult>> ReadAsync(
        SemanticCacheClient client, ListMergesRequest request, int limit, DateTime deadline, CancellationToken cancellationToken) => Pages.ReadAsync(limit, async (size, token) =>
    {
        (request.PageSize, request.PageToken) = (size, token);
        var page = await client.Admin.ListMergesAsync(request, null, deadline, cancellationToken);
        return (page.Merges.Select(MergeResult.Of), page.NextPageToken);
    });

    private static IRenderable Draw(MergeList list)
    {
        if (list.Items.Count == 0)
        {
            return new Text("Nothing was merged that can be undone.");
        }

        return new Rows(list.Items.Select(merge => Fields.Draw(
            ("merge", merge.Id),
            ("time", merge.MergeTime.ToString("u", CultureInfo.InvariantCulture)),
            ("kept", merge.KeptQuestion),
            ("removed", merge.RemovedQuestion ?? merge.RemovedEntryId),
            ("reason", merge.Reason + "\n"))));
    }
}
