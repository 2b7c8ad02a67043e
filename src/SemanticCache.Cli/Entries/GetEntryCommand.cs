using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Entries;

/// <summary><c>semcache entries get</c>.</summary>
internal static class GetEntryCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var id = EntriesCommand.Id();
        var command = new ExampledCommand("get", "Show an entry.") { Examples = ["entries get 7c696d2d-7953-8111-9c1d-f9de40466430"] };
        command.Add(id);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new GetEntryRequest { Id = parsed.GetRequiredValue(id) };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var response = await service.CallAsync(async client => await client.Admin.GetEntryAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(EntryResult.Of(response.Entry), CliJson.Readable.EntryResult, EntryTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }
}
