namespace SemanticCache.Cli.Invocation;

/// <summary>Reads lists that the service returns page by page.</summary>
internal static class Pages
{
    private const int Largest = 1000;

    /// <summary>Reads a list to its end, or to a limit.</summary>
    /// <param name="limit">How many items at most; null for all.</param>
    /// <param name="read">Reads a page of at most so many items behind a token, the empty one for the first, and returns its items with the token of the next.</param>
    public static async Task<List<T>> ReadAsync<T>(int? limit, Func<int, string, Task<(IEnumerable<T> Items, string Next)>> read)
    {
        var (items, token) = (new List<T>(), "");
        do
        {
            var (found, next) = await read(limit - items.Count ?? Largest, token);
            items.AddRange(found);
            token = next;
        }
        while (token.Length > 0 && !(items.Count >= limit));

        return items;
    }
}
