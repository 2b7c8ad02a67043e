using System.Diagnostics;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Policies;

/// <summary>The editor that a person has chosen for text.</summary>
internal static class TextEditor
{
    private static readonly string[] Variables = ["VISUAL", "EDITOR"];

    /// <summary>Opens a file and waits until the editor ends.</summary>
    /// <exception cref="UsageException">There is no editor, or it failed.</exception>
    public static async Task EditAsync(Terminal terminal, string path, CancellationToken cancellationToken)
    {
        var chosen = Variables.Select(terminal.Variable).FirstOrDefault(value => value is not null);
        if (chosen is null && !terminal.IsInteractive)
        {
            throw new UsageException("Nobody is there to edit. Set EDITOR to a program that changes the file, or use 'policies set'.");
        }

        var editor = chosen ?? (OperatingSystem.IsWindows() ? "notepad" : "vi");
        using var process = Process.Start(Start(editor, path)) ?? throw new UsageException($"The editor '{editor}' cannot be started.");
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new UsageException($"The editor '{editor}' ended with exit code {process.ExitCode}. Nothing was changed; set EDITOR to choose another.");
        }
    }

    // By the shell, because people write options behind the editor's name.
    private static ProcessStartInfo Start(string editor, string path) => OperatingSystem.IsWindows()
        ? new ProcessStartInfo("cmd.exe") { Arguments = $"/s /c \"{editor} \"{path}\"\"" }
        : new ProcessStartInfo("/bin/sh", ["-c", editor + " \"$1\"", "sh", path]);
}
