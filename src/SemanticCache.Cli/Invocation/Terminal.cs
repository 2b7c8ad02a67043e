using Spectre.Console;

namespace SemanticCache.Cli.Invocation;

/// <summary>Where a command writes, and what it may know of its surroundings.</summary>
internal sealed class Terminal
{
    // Redirected output has no width of its own; this one keeps a table's rows on one line each.
    private const int RedirectedWidth = 120;

    private readonly Func<string, string?> _environment;

    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="environment">Returns an environment variable, or null.</param>
    /// <param name="time">The clock.</param>
    /// <param name="isInteractive">Whether a person watches standard error, so that progress may be drawn there.</param>
    public Terminal(TextWriter output, TextWriter error, Func<string, string?> environment, TimeProvider time, bool isInteractive)
    {
        Output = output;
        Error = error;
        Time = time;
        IsInteractive = isInteractive;
        _environment = environment;
    }

    /// <summary>Standard output: results alone.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error: everything else.</summary>
    public TextWriter Error { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Whether a person watches standard error.</summary>
    public bool IsInteractive { get; }

    /// <summary>Returns the terminal that the process was started in.</summary>
    public static Terminal OfProcess() =>
        new(Console.Out, Console.Error, Environment.GetEnvironmentVariable, TimeProvider.System, !Console.IsErrorRedirected);

    /// <summary>Returns an environment variable, or null when it is not set or empty.</summary>
    public string? Variable(string name) => _environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>Draws on standard output.</summary>
    public void Draw(Spectre.Console.Rendering.IRenderable drawing) =>
        ConsoleOn(Output, Output == Console.Out && !Console.IsOutputRedirected).Write(new Rows(drawing));

    /// <summary>Returns a console on standard error, for progress.</summary>
    public IAnsiConsole ErrorConsole() => ConsoleOn(Error, IsInteractive);

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
