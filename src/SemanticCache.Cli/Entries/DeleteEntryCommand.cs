using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;
using Spectre.Console;

namespace SemanticCache.Cli.Entries;

/// <summary><c>semcache entries delete</c>.</summary>
internal static class DeleteEntryCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var id = EntriesCommand.Id();
        var command = new ExampledCommand("delete", "Delete an entry; 'undo' brings it back.") { Examples = ["entries delete 7c696d2d-7953-8111-9c1d-f9de40466430"] };
        command.Add(id);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new DeleteEntryRequest { Id = parsed.GetRequiredValue(id) };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var response = await service.CallAsync(async client => await client.Admin.DeleteEntryAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(
                new DeletedEntry(request.Id, Deleted: true, response.InvalidationId),
                CliJson.Readable.DeletedEntry,
                deleted => new Text($"Deleted {deleted.Id}; bring it back with: semcache undo {deleted.InvalidationId}"));
            return ExitCodes.Done;
        });
        return command;
    }
}
