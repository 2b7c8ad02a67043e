namespace SemanticCache.Benchmarks.Load;

/// <summary>One kind of call.</summary>
/// <param name="Name">Its name in the results.</param>
/// <param name="InFlight">How many calls are in flight.</param>
/// <param name="Call">Makes the call of that number and tells whether it ended as the scenario wants.</param>
internal sealed record LoadScenario(string Name, int InFlight, Func<int, Task<bool>> Call);
