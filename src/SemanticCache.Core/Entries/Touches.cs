namespace SemanticCache.Core.Entries;

/// <summary>The servings of one entry.</summary>
/// <param name="Count">How many.</param>
/// <param name="LastTicks">When the last was, in ticks of UTC.</param>
public readonly record struct Touches(long Count, long LastTicks);
