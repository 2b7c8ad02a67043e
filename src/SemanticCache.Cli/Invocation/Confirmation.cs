using System.CommandLine;
using Spectre.Console;

namespace SemanticCache.Cli.Invocation;

/// <summary>Asks before something is done that is hard to take back.</summary>
internal static class Confirmation
{
    /// <summary>Returns the option <c>--yes</c>.</summary>
    public static Option<bool> Option() => new("--yes") { Description = "Do not ask" };

    /// <summary>Makes sure that somebody is there who can be asked.</summary>
    /// <exception cref="UsageException">Nobody is.</exception>
    public static void RequirePerson(Terminal terminal, string mistake)
    {
        if (!terminal.IsInteractive)
        {
            throw new UsageException(mistake);
        }
    }

    /// <summary>Asks; no is what just pressing Enter means.</summary>
    public static Task<bool> AskAsync(Terminal terminal, string question, CancellationToken cancellationToken) =>
        new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false }.ShowAsync(terminal.ErrorConsole(), cancellationToken);
}
