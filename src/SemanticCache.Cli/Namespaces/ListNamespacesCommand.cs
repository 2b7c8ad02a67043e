using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Namespaces;

/// <summary><c>semcache namespaces list</c>.</summary>
internal static class ListNamespacesCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var command = new ExampledCommand("list", "List all namespaces.") { Examples = ["namespaces list"] };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var service = connection.Connect(parsed);
            var items = await service.CallAsync(client => ReadAsync(client, Deadlines.ForCall(terminal.Time), cancellationToken));
            connection.Results(parsed).Write(new NamespaceList(items), CliJson.Readable.NamespaceList, NamespaceTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Task<List<NamespaceResult>> ReadAsync(SemanticCacheClient client, DateTime deadline, CancellationToken cancellationToken) =>
        Pages.ReadAsync(limit: null, async (size, token) =>
        {
            var page = await client.Admin.ListNamespacesAsync(new ListNamespacesRequest { PageSize = size, PageToken = token }, null, deadline, cancellationToken);
            return (page.Namespaces.Select(found => NamespaceResult.Of(found, isCounted: false)), page.NextPageToken);
        });
}
