using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;
using Spectre.Console;

namespace SemanticCache.Cli.Namespaces;

/// <summary><c>semcache namespaces delete</c>.</summary>
internal static class DeleteNamespaceCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = NamespacesCommand.Name();
        var command = new ExampledCommand("delete", "Delete a namespace with all its entries.") { Examples = ["namespaces delete support-bot"] };
        command.Add(name);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new DeleteNamespaceRequest { Name = parsed.GetRequiredValue(name) };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            await service.CallAsync(async client => await client.Admin.DeleteNamespaceAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(
                new DeletedNamespace(request.Name, Deleted: true),
                CliJson.Readable.DeletedNamespace,
                deleted => new Text($"Deleted {deleted.Name} with all its entries."));
            return ExitCodes.Done;
        });
        return command;
    }
}
