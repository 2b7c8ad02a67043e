using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Namespaces;

/// <summary><c>semcache namespaces create</c>.</summary>
internal static class CreateNamespaceCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = NamespacesCommand.Name();
        var settings = NamespacesCommand.Settings(ArgumentArity.ZeroOrMore);
        var command = new ExampledCommand("create", "Create a namespace; what is not set takes its default.")
        {
            Examples = ["namespaces create support-bot", "namespaces create support-bot ttl=12h minimum_confidence=0.97 vary_by=country,plan"],
        };
        command.Add(name);
        command.Add(settings);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new CreateNamespaceRequest { Name = parsed.GetRequiredValue(name), Policy = new Policy() };
            PolicySettings.Parse(parsed.GetValue(settings) ?? []).ApplyTo(request.Policy);

            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var response = await service.CallAsync(async client => await client.Admin.CreateNamespaceAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(
                NamespaceResult.Of(response.Namespace, isCounted: false), CliJson.Readable.NamespaceResult, NamespaceTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }
}
