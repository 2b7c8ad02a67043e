using System.CommandLine;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Entries;

/// <summary><c>semcache entries</c>: what is stored.</summary>
internal static class EntriesCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection) =>
        new ExampledCommand("entries", "Show, pin and delete stored entries.")
        {
            ListEntriesCommand.Create(terminal, connection),
            GetEntryCommand.Create(terminal, connection),
            PinEntryCommand.CreatePin(terminal, connection),
            PinEntryCommand.CreateUnpin(terminal, connection),
            DeleteEntryCommand.Create(terminal, connection),
        };

    /// <summary>Returns the argument that names an entry.</summary>
    public static Argument<string> Id() => new("id") { Description = "The entry's identifier" };
}
