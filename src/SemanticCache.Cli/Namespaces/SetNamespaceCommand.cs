using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Namespaces;

/// <summary><c>semcache namespaces set</c>, which is also <c>policies set</c>.</summary>
internal static class SetNamespaceCommand
{
    /// <summary>Returns the command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="connection">The service.</param>
    /// <param name="parent">The command that it belongs to.</param>
    public static Command Create(Terminal terminal, ConnectionOptions connection, string parent)
    {
        var name = NamespacesCommand.Name();
        var settings = NamespacesCommand.Settings(ArgumentArity.OneOrMore);
        var command = new ExampledCommand("set", "Change settings of a namespace; in effect with the next request.")
        {
            Examples = [$"{parent} set support-bot minimum_confidence=0.97 ttl=12h", $"{parent} set support-bot minimum_confidence="],
        };
        command.Add(name);
        command.Add(settings);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var changes = PolicySettings.Parse(parsed.GetValue(settings) ?? []);
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var changed = await service.CallAsync(client => ChangeAsync(client, parsed.GetRequiredValue(name), changes, deadline, cancellationToken));
            connection.Results(parsed).Write(
                NamespaceResult.Of(changed, isCounted: false), CliJson.Readable.NamespaceResult, NamespaceTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    // Read first, because the wire changes both prices together; the etag keeps a change made meanwhile from being lost.
    private static async Task<Namespace> ChangeAsync(
        SemanticCacheClient client, string name, PolicySettings changes, DateTime deadline, CancellationToken cancellationToken)
    {
        var found = await client.Admin.GetNamespaceAsync(new GetNamespaceRequest { Name = name }, null, deadline, cancellationToken);
        return await changes.SendAsync(client, found.Namespace, deadline, cancellationToken);
    }
}
