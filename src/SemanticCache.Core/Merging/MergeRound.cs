using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Merging;

/// <summary>Looks through the namespaces for duplicates, a bounded number of entries at a time, and knows where to go on.</summary>
internal sealed class MergeRound
{
    private const int PageSize = 10;

    private readonly NamespaceDirectory _namespaces;
    private readonly DuplicateMerger _merger;
    private readonly ICacheStore _store;
    private readonly TimeProvider _time;
    private readonly int _entriesPerRound;
    private readonly Dictionary<(string Name, DateTimeOffset CreatedAt), NamespaceWalks> _walks = [];
    private string _last = "";

    public MergeRound(NamespaceDirectory namespaces, DuplicateMerger merger, ICacheStore store, TimeProvider time, IOptions<MergingOptions> options)
    {
        _namespaces = namespaces;
        _merger = merger;
        _store = store;
        _time = time;
        _entriesPerRound = options.Value.EntriesPerRound;
    }

    /// <summary>Runs one round; rounds must not overlap. One that fails, or ends because the verifier cannot be asked, is continued by the next.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var wanted = _namespaces.All.Where(found => MergeRules.Apply(found.Policy)).ToList();
        ForgetOthers(wanted);

        // Whoever comes behind the last one goes first, so that a large namespace, or one that fails, does not keep the others waiting.
        var split = wanted.FindIndex(found => string.CompareOrdinal(found.Name, _last) > 0);
        var left = _entriesPerRound;
        foreach (var found in split < 0 ? wanted : wanted[split..].Concat(wanted[..split]))
        {
            _last = found.Name;
            left = await LookThroughAsync(found, left, cancellationToken);
            if (left == 0)
            {
                return;
            }
        }
    }

    // What is stored while a namespace's policy excludes it was not looked at: when it comes back, it begins anew.
    private void ForgetOthers(List<CacheNamespace> wanted)
    {
        foreach (var gone in _walks.Keys.Except(wanted.Select(KeyOf)).ToList())
        {
            _walks.Remove(gone);
        }
    }

    /// <summary>Looks at entries of a namespace and returns how many may still be looked at in this round.</summary>
    private async Task<int> LookThroughAsync(CacheNamespace found, int left, CancellationToken cancellationToken)
    {
        if (!_walks.TryGetValue(KeyOf(found), out var walks))
        {
            walks = new NamespaceWalks(found.Name);
            _walks.Add(KeyOf(found), walks);
        }

        foreach (var walk in walks.Begin(_time.GetUtcNow()))
        {
            while (!walk.IsDone && left > 0)
            {
                var page = await walk.ReadAsync(_store, Math.Min(PageSize, left), cancellationToken);
                foreach (var entry in page)
                {
                    if (!await _merger.MergeAsync(entry.Id, found.Policy, cancellationToken))
                    {
                        return 0;
                    }
                }

                left -= page.Count;
                walk.MoveOn();
            }
        }

        return left;
    }

    private static (string Name, DateTimeOffset CreatedAt) KeyOf(CacheNamespace found) => (found.Name, found.CreatedAt);
}
