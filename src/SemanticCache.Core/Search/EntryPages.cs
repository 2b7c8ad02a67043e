using System.Runtime.CompilerServices;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Search;

/// <summary>Walks through lists of entries page by page.</summary>
internal static class EntryPages
{
    /// <summary>Returns the pages of the entries that a filter selects, newest first.</summary>
    /// <param name="store">Where they live.</param>
    /// <param name="filter">Selects them.</param>
    /// <param name="size">How many a page holds at most, at least 1.</param>
    /// <param name="cancellationToken">Ends the walk early.</param>
    public static async IAsyncEnumerable<IReadOnlyList<CacheEntry>> PagesAsync(
        this IEntryReader store, EntryFilter filter, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var token = "";
        do
        {
            var page = await store.ListAsync(filter, new PageRequest(size, token), cancellationToken);
            yield return page.Entries;
            token = page.NextToken;
        }
        while (token.Length > 0);
    }
}
