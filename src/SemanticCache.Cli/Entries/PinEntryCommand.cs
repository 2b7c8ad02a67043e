using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Entries;

/// <summary><c>semcache entries pin</c> and <c>unpin</c>.</summary>
internal static class PinEntryCommand
{
    /// <summary>Returns the command that pins an entry.</summary>
    public static Command CreatePin(Terminal terminal, ConnectionOptions connection) =>
        Create(terminal, connection, "pin", "Make an entry a curated answer: it never expires, is never evicted and goes before others.", isPinned: true);

    /// <summary>Returns the command that takes the pin away.</summary>
    public static Command CreateUnpin(Terminal terminal, ConnectionOptions connection) =>
        Create(terminal, connection, "unpin", "Take an entry's pin away; it lives its namespace's ttl from now on.", isPinned: false);

    private static ExampledCommand Create(Terminal terminal, ConnectionOptions connection, string name, string description, bool isPinned)
    {
        var id = EntriesCommand.Id();
        var command = new ExampledCommand(name, description) { Examples = [$"entries {name} 7c696d2d-7953-8111-9c1d-f9de40466430"] };
        command.Add(id);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new PinEntryRequest { Id = parsed.GetRequiredValue(id), Pinned = isPinned };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var response = await service.CallAsync(async client => await client.Admin.PinEntryAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(EntryResult.Of(response.Entry), CliJson.Readable.EntryResult, EntryTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }
}
