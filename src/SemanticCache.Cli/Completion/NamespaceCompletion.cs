using System.CommandLine;
using System.CommandLine.Completions;
using Grpc.Core;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Completion;

/// <summary>Completes the names of namespaces, where the service answers soon enough.</summary>
internal static class NamespaceCompletion
{
    private const int MostNames = 1000;

    // The command whose name is a new one.
    private const string Creating = "create";

    // Arguments of these commands that name a namespace; the library offers the same words for every argument of a command.
    private static readonly string[] Parents = ["namespaces", "policies", "merges"];
    private static readonly string[] Arguments = ["name", "namespace"];

    /// <summary>Lets every option and argument that names a namespace be completed.</summary>
    public static void AddTo(Command root, Terminal terminal, ConnectionOptions connection)
    {
        foreach (var command in root.Subcommands)
        {
            AddTo(command, isOfNamespaces: Parents.Contains(command.Name), context => Suggest(context, terminal, connection));
        }
    }

    private static void AddTo(Command command, bool isOfNamespaces, Func<CompletionContext, IEnumerable<CompletionItem>> suggest)
    {
        foreach (var option in command.Options.Where(option => option.Name == "--namespace"))
        {
            option.CompletionSources.Add(suggest);
        }

        foreach (var argument in command.Arguments.Where(argument => isOfNamespaces && Arguments.Contains(argument.Name) && command.Name != Creating))
        {
            argument.CompletionSources.Add(suggest);
        }

        foreach (var inner in command.Subcommands)
        {
            AddTo(inner, isOfNamespaces, suggest);
        }
    }

    private static IReadOnlyList<CompletionItem> Suggest(CompletionContext context, Terminal terminal, ConnectionOptions connection)
    {
        try
        {
            using var service = connection.Connect(context.ParseResult);
            var found = service.Client.Admin.ListNamespaces(new ListNamespacesRequest { PageSize = MostNames }, null, Deadlines.ForSuggestion(terminal.Time), CancellationToken.None);
            return [.. found.Namespaces.Select(each => new CompletionItem(each.Name))];
        }
        catch (Exception failure) when (failure is RpcException or UsageException)
        {
            // Who types is not to be told of a service that is away: there is just nothing to suggest.
            return [];
        }
    }
}
