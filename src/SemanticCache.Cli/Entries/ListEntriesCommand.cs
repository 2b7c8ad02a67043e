using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Entries;

/// <summary><c>semcache entries list</c>.</summary>
internal static class ListEntriesCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = QuestionOptions.Namespace();
        var tag = new Option<string?>("--tag") { Description = "Only entries with this label", HelpName = "TAG" };
        var limit = ListLimit.Option();
        var command = new ExampledCommand("list", "List the entries of a namespace, newest first.") { Examples = ["entries list -n support-bot --tag billing"] };
        command.Add(name);
        command.Add(tag);
        command.Add(limit);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ListEntriesRequest { Namespace = parsed.GetRequiredValue(name), Tag = parsed.GetValue(tag) ?? "" };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var items = await service.CallAsync(client => ReadAsync(client, request, parsed.GetValue(limit), deadline, cancellationToken));
            connection.Results(parsed).Write(new EntryList(items), CliJson.Readable.EntryList, EntryTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Task<List<EntryResult>> ReadAsync(
        SemanticCacheClient client, ListEntriesRequest request, int limit, DateTime deadline, CancellationToken cancellationToken) => Pages.ReadAsync(limit, async (size, token) =>
    {
        (request.PageSize, request.PageToken) = (size, token);
        var page = await client.Admin.ListEntriesAsync(request, null, deadline, cancellationToken);
        return (page.Entries.Select(EntryResult.Of), page.NextPageToken);
    });
}
