using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Namespaces;

/// <summary><c>semcache namespaces get</c>, which is also <c>policies get</c>.</summary>
internal static class GetNamespaceCommand
{
    /// <summary>Returns the command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="connection">The service.</param>
    /// <param name="parent">The command that it belongs to.</param>
    public static Command Create(Terminal terminal, ConnectionOptions connection, string parent)
    {
        var name = NamespacesCommand.Name();
        var command = new ExampledCommand("get", "Show a namespace with all its settings.") { Examples = [$"{parent} get support-bot"] };
        command.Add(name);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new GetNamespaceRequest { Name = parsed.GetRequiredValue(name) };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var response = await service.CallAsync(async client => await client.Admin.GetNamespaceAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(
                NamespaceResult.Of(response.Namespace, isCounted: true), CliJson.Readable.NamespaceResult, NamespaceTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }
}
