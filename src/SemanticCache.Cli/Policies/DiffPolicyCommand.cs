using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Namespaces;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Policies;

/// <summary><c>semcache policies diff</c>.</summary>
internal static class DiffPolicyCommand
{
    private const string Unset = "-";

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = NamespacesCommand.Name();
        var other = new Argument<string?>("other") { Description = "Another namespace; the defaults without one", Arity = ArgumentArity.ZeroOrOne };
        var command = new ExampledCommand("diff", "Show in which settings a namespace differs from the defaults, or from another one.")
        {
            Examples = ["policies diff support-bot", "policies diff support-bot shop-bot --output json"],
        };
        command.Add(name);
        command.Add(other);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (first, second) = (parsed.GetRequiredValue(name), parsed.GetValue(other));
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var differences = await service.CallAsync(async client => PolicyValues.Compare(
                await ReadAsync(client, first, deadline, cancellationToken),
                second is null ? PolicyValues.Defaults : await ReadAsync(client, second, deadline, cancellationToken)));
            connection.Results(parsed).Write(
                new PolicyDifferences(differences), CliJson.Readable.PolicyDifferences, found => Draw(found, first, second ?? "default"));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<Policy> ReadAsync(SemanticCacheClient client, string name, DateTime deadline, CancellationToken cancellationToken) =>
        (await client.Admin.GetNamespaceAsync(new GetNamespaceRequest { Name = name }, null, deadline, cancellationToken)).Namespace.Policy;

    private static IRenderable Draw(PolicyDifferences found, string left, string right)
    {
        if (found.Differences.Count == 0)
        {
            return new Text("There is no difference.");
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("setting", Markup.Escape(left), Markup.Escape(right));
        foreach (var difference in found.Differences)
        {
            table.AddRow(new Text(difference.Key), new Text(difference.Left ?? Unset), new Text(difference.Right ?? Unset));
        }

        return table;
    }
}
