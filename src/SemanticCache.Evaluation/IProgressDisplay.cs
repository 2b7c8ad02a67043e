namespace SemanticCache.Evaluation;

/// <summary>Shows how far long work is.</summary>
internal interface IProgressDisplay
{
    /// <summary>Runs work of known size, which calls its argument after each step.</summary>
    Task<T> ShowAsync<T>(string title, int steps, Func<Action, Task<T>> work);
}
