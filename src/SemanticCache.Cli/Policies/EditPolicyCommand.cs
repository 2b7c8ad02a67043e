using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Namespaces;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Policies;

/// <summary><c>semcache policies edit</c>.</summary>
internal static class EditPolicyCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = NamespacesCommand.Name();
        var command = new ExampledCommand("edit", "Edit a policy in $VISUAL or $EDITOR; what you change is in effect with the next request.")
        {
            Examples = ["policies edit support-bot", "policies edit support-bot --output json"],
        };
        command.Add(name);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var service = connection.Connect(parsed);
            var request = new GetNamespaceRequest { Name = parsed.GetRequiredValue(name) };
            var deadline = Deadlines.ForCall(terminal.Time);
            var found = (await service.CallAsync(async client => await client.Admin.GetNamespaceAsync(request, null, deadline, cancellationToken))).Namespace;
            var changed = await new PolicyEditing(terminal, service, found).RunAsync(cancellationToken);
            if (changed is null)
            {
                await terminal.Error.WriteLineAsync("Nothing was changed.");
            }

            connection.Results(parsed).Write(NamespaceResult.Of(changed ?? found, isCounted: false), CliJson.Readable.NamespaceResult, NamespaceTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }
}
