namespace SemanticCache.Core.Entries;

/// <summary>The servings of one entry.</summary>
/// <param name="Count">How many.</param>
/// <param name="LastTicks">When the last was, in ticks of UTC.</param>
/// <param name="ExpiresTicks">Until when they put the expiry off, in ticks of UTC; 0 where they do not.</param>
public readonly record struct Touches(long Count, long LastTicks, long ExpiresTicks = 0);
