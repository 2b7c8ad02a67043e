using System.CommandLine;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Jobs;

/// <summary><c>semcache jobs</c>: work in the background.</summary>
internal static class JobsCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection) =>
        new ExampledCommand("jobs", "Have questions asked in the background, or popular entries asked anew before they expire.")
        {
            AskJobCommand.Create(terminal, connection),
            RefreshJobCommand.Create(terminal, connection),
            ListJobsCommand.Create(terminal, connection),
            CancelJobCommand.Create(terminal, connection),
        };
}
