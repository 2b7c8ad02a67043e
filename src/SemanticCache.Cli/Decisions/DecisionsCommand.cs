using System.CommandLine;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Decisions;

/// <summary><c>semcache decisions</c>: what the cache decided, and whether it was right.</summary>
internal static class DecisionsCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection) =>
        new ExampledCommand("decisions", "Show what the cache decided, and say whether it was right.")
        {
            ListDecisionsCommand.Create(terminal, connection),
            JudgeDecisionCommand.Create(terminal, connection),
        };
}
