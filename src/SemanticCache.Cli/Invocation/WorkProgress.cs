using Spectre.Console;

namespace SemanticCache.Cli.Invocation;

/// <summary>Shows how far the demo is, on standard error.</summary>
internal static class WorkProgress
{
    /// <summary>Runs work that reports each step done; without a person watching it says one line.</summary>
    public static async Task<T> ShowAsync<T>(Terminal terminal, string title, int steps, Func<Action, Task<T>> work)
    {
        if (!terminal.IsInteractive)
        {
            await terminal.Error.WriteLineAsync(title + " …");
            return await work(() => { });
        }

        return await terminal.ErrorConsole().Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(progress =>
            {
                var task = progress.AddTask(title, maxValue: steps);
                return work(() => task.Increment(1));
            });
    }
}
