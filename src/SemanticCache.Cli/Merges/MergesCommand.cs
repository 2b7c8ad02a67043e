using System.CommandLine;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Merges;

/// <summary><c>semcache merges</c>: the duplicates that the service made one.</summary>
internal static class MergesCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection) =>
        new ExampledCommand("merges", "Show and undo merges of duplicate entries.")
        {
            ListMergesCommand.Create(terminal, connection),
            UndoMergeCommand.Create(terminal, connection),
        };

    /// <summary>Returns the argument that names a namespace.</summary>
    public static Argument<string> Namespace() => new("namespace") { Description = "The namespace" };
}
