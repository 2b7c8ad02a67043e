using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Invalidations;

/// <summary><c>semcache invalidations</c>: what was deleted and can be brought back.</summary>
internal static class InvalidationsCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection) =>
        new ExampledCommand("invalidations", "Show which entries were deleted and can be brought back.") { CreateList(terminal, connection) };

    private static ExampledCommand CreateList(Terminal terminal, ConnectionOptions connection)
    {
        var name = QuestionOptions.Namespace();
        var limit = ListLimit.Option();
        var command = new ExampledCommand("list", "List the invalidations in a namespace, newest first.") { Examples = ["invalidations list -n support-bot"] };
        command.Add(name);
        command.Add(limit);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ListInvalidationsRequest { Namespace = parsed.GetRequiredValue(name) };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var items = await service.CallAsync(client => ReadAsync(client, request, parsed.GetValue(limit), deadline, cancellationToken));
            connection.Results(parsed).Write(new InvalidationList(items), CliJson.Readable.InvalidationList, InvalidationTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Task<List<InvalidationResult>> ReadAsync(
        SemanticCacheClient client, ListInvalidationsRequest request, int limit, DateTime deadline, CancellationToken cancellationToken) => Pages.ReadAsync(limit, async (size, token) =>
    {
        (request.PageSize, request.PageToken) = (size, token);
        var page = await client.Admin.ListInvalidationsAsync(request, null, deadline, cancellationToken);
        return (page.Invalidations.Select(InvalidationResult.Of), page.NextPageToken);
    });
}
