using Microsoft.Extensions.Options;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Core.WriteBack;

namespace SemanticCache.Core.Merging;

/// <summary>Finds the entries that may be duplicates of an entry: its neighbours in its own scope.</summary>
internal sealed class DuplicateFinder
{
    private readonly IEntryReader _entries;
    private readonly TimeProvider _time;
    private readonly MergingOptions _options;
    private readonly int _searchLimit;

    public DuplicateFinder(ICacheStore store, TimeProvider time, IOptions<MergingOptions> options, IOptions<WriteBackOptions> writeBack)
    {
        _entries = store;
        _time = time;
        _options = options.Value;

        // An entry's own wordings are the nearest to it and must not hide its neighbours.
        _searchLimit = 1 + writeBack.Value.AliasesPerEntry + (2 * _options.Neighbours);
    }

    /// <summary>
    /// Returns the entry's neighbours that are older and may be merged with it, most similar first, each by its nearest wording; of two
    /// entries the newer one finds the other, so that a pair is compared once.
    /// </summary>
    public async ValueTask<IReadOnlyList<Candidate>> FindAsync(CacheEntry entry, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var query = new SearchQuery
        {
            Scope = entry.Scope,
            EmbeddingFingerprint = entry.EmbeddingFingerprint,
            Vector = entry.Vector,
            Limit = _searchLimit,
            MinimumSimilarity = (float)_options.Similarity,
            Now = now,
        };
        var found = await _entries.SearchAsync(query, cancellationToken);
        var neighbours = found
            .DistinctBy(candidate => candidate.Entry.Id)
            .Where(candidate => MergeRules.IsOlder(candidate.Entry, entry)
                && MergeRules.MayTakePart(candidate.Entry, now)
                && MergeRules.AreComparable(candidate.Entry, entry))
            .Take(_options.Neighbours);
        return await WithoutUndoneAsync(entry, neighbours, cancellationToken);
    }

    private async Task<List<Candidate>> WithoutUndoneAsync(CacheEntry entry, IEnumerable<Candidate> neighbours, CancellationToken cancellationToken)
    {
        var left = new List<Candidate>();
        foreach (var neighbour in neighbours)
        {
            if (!await _entries.WasMergeUndoneAsync(entry.Id, neighbour.Entry.Id, cancellationToken))
            {
                left.Add(neighbour);
            }
        }

        return left;
    }
}
