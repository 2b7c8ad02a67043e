using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>What is counted of a request that has ended.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="FirstPart">How long its answer's first part took; null where no answer was streamed through.</param>
/// <param name="Spent">The tokens that a model was paid for.</param>
/// <param name="Prices">What tokens cost.</param>
/// <param name="Unlogged">The decisions that its own had no room beside, or that had to make room for it.</param>
internal readonly record struct FinishedRequest(
    CacheOutcome Outcome, TimeSpan Elapsed, TimeSpan? FirstPart, TokenUsage Spent, TokenPrices Prices, int Unlogged = 0);
