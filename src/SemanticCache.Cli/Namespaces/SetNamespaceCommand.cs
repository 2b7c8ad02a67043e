using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Namespaces;

/// <summary><c>semcache namespaces set</c>.</summary>
internal static class SetNamespaceCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = NamespacesCommand.Name();
        var settings = NamespacesCommand.Settings(ArgumentArity.OneOrMore);
        var command = new ExampledCommand("set", "Change settings of a namespace; in effect with the next request.")
        {
            Examples = ["namespaces set support-bot minimum_confidence=0.97 ttl=12h", "namespaces set support-bot minimum_confidence="],
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
        var request = new UpdateNamespaceRequest
        {
            Name = name,
            Policy = found.Namespace.Policy.Clone(),
            Etag = found.Namespace.Etag,
            UpdateMask = changes.Mask,
        };
        changes.ApplyTo(request.Policy);
        return (await client.Admin.UpdateNamespaceAsync(request, null, deadline, cancellationToken)).Namespace;
    }
}
