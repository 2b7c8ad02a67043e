using SemanticCache.Cli.Invocation;
using SemanticCache.Evaluation;

namespace SemanticCache.Cli.Quality;

/// <summary>Draws an evaluation's progress on standard error.</summary>
internal sealed class TerminalProgress : IProgressDisplay
{
    private readonly Terminal _terminal;

    public TerminalProgress(Terminal terminal)
    {
        _terminal = terminal;
    }

    /// <inheritdoc/>
    public Task<T> ShowAsync<T>(string title, int steps, Func<Action, Task<T>> work) => WorkProgress.ShowAsync(_terminal, title, steps, work);
}
