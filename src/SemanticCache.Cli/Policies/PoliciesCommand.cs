using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Namespaces;

namespace SemanticCache.Cli.Policies;

/// <summary><c>semcache policies</c>: how namespaces are set.</summary>
internal static class PoliciesCommand
{
    private const string Name = "policies";

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection) =>
        new ExampledCommand(Name, "Show, change, edit and compare the policies of namespaces.")
        {
            GetNamespaceCommand.Create(terminal, connection, Name),
            SetNamespaceCommand.Create(terminal, connection, Name),
            EditPolicyCommand.Create(terminal, connection),
            DiffPolicyCommand.Create(terminal, connection),
        };
}
