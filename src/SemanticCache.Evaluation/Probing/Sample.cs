namespace SemanticCache.Evaluation.Probing;

/// <summary>Draws a part of many at random.</summary>
internal static class Sample
{
    /// <summary>Returns <paramref name="limit"/> items, or all if there are no more, in their order; a seed always draws the same.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> items, int limit, int seed)
    {
        var positions = Enumerable.Range(0, items.Count).ToArray();
        new Random(seed).Shuffle(positions);
        return [.. positions.Take(limit).Order().Select(position => items[position])];
    }
}
