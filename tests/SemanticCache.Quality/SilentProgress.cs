using SemanticCache.Evaluation;

namespace SemanticCache.Quality;

/// <summary>Shows nothing.</summary>
internal sealed class SilentProgress : IProgressDisplay
{
    public Task<T> ShowAsync<T>(string title, int steps, Func<Action, Task<T>> work) => work(() => { });
}
