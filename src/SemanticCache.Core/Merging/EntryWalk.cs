using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Merging;

/// <summary>A way through a namespace's entries, newest first, page by page; a page counts as done only when told so.</summary>
internal sealed class EntryWalk
{
    // A page that fails this often is left behind: what is wrong with it must not keep the others waiting for ever.
    private const int MostTries = 3;

    private readonly EntryFilter _filter;
    private readonly DateTimeOffset _until;
    private string _token = "";
    private string _next = "";
    private bool _isLast;
    private int _tries;

    /// <summary>Starts at the newest entry.</summary>
    /// <param name="namespaceName">The namespace.</param>
    /// <param name="until">Entries stored before this time are not visited.</param>
    public EntryWalk(string namespaceName, DateTimeOffset until)
    {
        _filter = new EntryFilter { Namespace = namespaceName };
        _until = until;
    }

    /// <summary>Whether every entry was visited.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Reads the page that comes next: again the same one when it was not done.</summary>
    public async ValueTask<IReadOnlyList<CacheEntry>> ReadAsync(IEntryReader entries, int size, CancellationToken cancellationToken)
    {
        var page = await entries.ListAsync(_filter, new PageRequest(size, _token), cancellationToken);
        CacheEntry[] wanted = [.. page.Entries.TakeWhile(entry => entry.CreatedAt >= _until)];
        _next = page.NextToken;
        _isLast = _next.Length == 0 || wanted.Length < page.Entries.Count;
        if (++_tries <= MostTries)
        {
            return wanted;
        }

        return [];
    }

    /// <summary>Notes that the page was done.</summary>
    public void MoveOn()
    {
        _token = _next;
        _tries = 0;
        IsDone = _isLast;
    }
}
