using System.CommandLine;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Namespaces;

/// <summary><c>semcache namespaces</c>: the namespaces and their policies.</summary>
internal static class NamespacesCommand
{
    private const string CommandName = "namespaces";

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection) =>
        new ExampledCommand(CommandName, "Show and change namespaces and their policies.")
        {
            ListNamespacesCommand.Create(terminal, connection),
            GetNamespaceCommand.Create(terminal, connection, CommandName),
            CreateNamespaceCommand.Create(terminal, connection),
            SetNamespaceCommand.Create(terminal, connection, CommandName),
            DeleteNamespaceCommand.Create(terminal, connection),
        };

    /// <summary>Returns the argument that names a namespace.</summary>
    public static Argument<string> Name() => new("name") { Description = "The namespace" };

    /// <summary>Returns the argument of the settings.</summary>
    public static Argument<string[]> Settings(ArgumentArity arity) => new("key=value")
    {
        Description = "Settings; 'key=' returns to the default. Keys: " + string.Join(", ", PolicyKeys.All.Select(key => key.Name)),
        Arity = arity,
    };
}
