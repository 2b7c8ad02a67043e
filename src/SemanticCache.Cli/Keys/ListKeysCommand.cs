using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Keys;

/// <summary><c>semcache keys list</c>.</summary>
internal static class ListKeysCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var command = new ExampledCommand("list", "List all keys, newest first; not the keys themselves.") { Examples = ["keys list"] };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var service = connection.Connect(parsed);
            var items = await service.CallAsync(client => ReadAsync(client, terminal.Time, cancellationToken));
            connection.Results(parsed).Write(new KeyList(items), CliJson.Readable.KeyList, KeyTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Task<List<KeyResult>> ReadAsync(SemanticCacheClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var deadline = Deadlines.ForCall(time);
        return Pages.ReadAsync(limit: null, async (size, token) =>
        {
            var page = await client.Admin.ListKeysAsync(new ListKeysRequest { PageSize = size, PageToken = token }, null, deadline, cancellationToken);
            return (page.Keys.Select(key => KeyResult.Of(key, time.GetUtcNow())), page.NextPageToken);
        });
    }
}
