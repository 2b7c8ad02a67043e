using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;
using Spectre.Console;

namespace SemanticCache.Cli.Keys;

/// <summary><c>semcache keys revoke</c>.</summary>
internal static class RevokeKeyCommand
{
    private const string NotConfirmed = "A revoked key cannot be brought back. Say --yes to revoke it.";

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var id = KeysCommand.Id();
        var yes = Confirmation.Option();
        var command = new ExampledCommand("revoke", "Have a key refused from now on.") { Examples = ["keys revoke 0123456789abcdef", "keys revoke 0123456789abcdef --yes"] };
        command.Add(id);
        command.Add(yes);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new RevokeKeyRequest { Id = parsed.GetRequiredValue(id) };
            if (!parsed.GetValue(yes))
            {
                Confirmation.RequirePerson(terminal, NotConfirmed);
                if (!await Confirmation.AskAsync(terminal, $"Have the key {request.Id} refused from now on?", cancellationToken))
                {
                    return ExitCodes.Refused;
                }
            }

            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            await service.CallAsync(async client => await client.Admin.RevokeKeyAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(
                new RevokedKey(request.Id, Revoked: true), CliJson.Readable.RevokedKey, revoked => new Text($"Revoked {revoked.Id}; it is refused from now on."));
            return ExitCodes.Done;
        });
        return command;
    }
}
