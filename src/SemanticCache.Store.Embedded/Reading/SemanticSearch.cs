using System.Buffers;
using System.Numerics.Tensors;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded.Index;
using SemanticCache.Store.Embedded.Memory;

namespace SemanticCache.Store.Embedded.Reading;

/// <summary>Finds the nearest entries: by their own wordings or their aliases': the index proposes, the wording itself decides.</summary>
internal sealed class SemanticSearch
{
    // The index compares quantised vectors; what it cannot tell apart it proposes too, and the entries' own vectors decide.
    private const int RoomForTies = 8;
    private const int Widening = 4;

    private readonly Partitions _partitions;
    private readonly MatchLookup _matches;

    /// <summary>Creates the search.</summary>
    public SemanticSearch(Partitions partitions, MatchLookup matches)
    {
        _partitions = partitions;
        _matches = matches;
    }

    /// <summary>Returns the nearest entries, best first.</summary>
    public IReadOnlyList<Candidate> Find(SearchQuery query)
    {
        var key = new PartitionKey(query.Scope, query.EmbeddingFingerprint, query.Vector.Length);
        return !query.Vector.IsEmpty && _partitions.TryFind(key, out var index) ? Find(index, query) : [];
    }

    private List<Candidate> Find(VectorIndex index, SearchQuery query)
    {
        var reach = query.Reach ?? float.PositiveInfinity;
        for (var wanted = query.Limit; ; wanted *= Widening)
        {
            var proposed = ArrayPool<ScoredEntry>.Shared.Rent(wanted + RoomForTies);
            var bounds = new SearchBounds(wanted, query.MinimumSimilarity, reach);
            var found = index.Search(query.Vector.Span, bounds, UnixMilliseconds.Of(query.Now), proposed.AsSpan(0, wanted + RoomForTies));
            var candidates = Confirm(proposed.AsSpan(0, found), query);
            ArrayPool<ScoredEntry>.Shared.Return(proposed);

            // Proposals whose entries are gone by now may have kept others out: by their number, or by how near they seemed.
            var isCut = candidates.Count < query.Limit && found >= wanted;
            if (!isCut && (candidates.Count == found || float.IsPositiveInfinity(reach)))
            {
                return Best(candidates, query);
            }

            reach = float.PositiveInfinity;
        }
    }

    private List<Candidate> Confirm(ReadOnlySpan<ScoredEntry> proposed, SearchQuery query)
    {
        var candidates = new List<Candidate>(proposed.Length);
        foreach (var scored in proposed)
        {
            if (_matches.Find(scored.Id) is not { } match || !IsWanted(match, query))
            {
                continue;
            }

            var vector = match.Alias?.Vector ?? match.Entry.Vector;
            var similarity = Math.Clamp(TensorPrimitives.Dot(query.Vector.Span, vector.Span), -1f, 1f);
            if (similarity >= query.MinimumSimilarity)
            {
                candidates.Add(new Candidate(match.Entry, similarity, match.Alias));
            }
        }

        return candidates;
    }

    // The index may lag behind, and its expiries are rounded up.
    private static bool IsWanted(EntryMatch match, SearchQuery query)
    {
        if (match.Entry.Scope != query.Scope || match.Entry.IsExpired(query.Now))
        {
            return false;
        }

        var key = match.Alias is { } alias ? PartitionKey.Of(alias) : PartitionKey.Of(match.Entry);
        return key == new PartitionKey(query.Scope, query.EmbeddingFingerprint, query.Vector.Length);
    }

    private static List<Candidate> Best(List<Candidate> candidates, SearchQuery query)
    {
        candidates.Sort(static (left, right) => right.Similarity.CompareTo(left.Similarity));
        if (candidates.Count > query.Limit)
        {
            candidates.RemoveRange(query.Limit, candidates.Count - query.Limit);
        }

        if (query.Reach is { } reach && candidates.Count > 0)
        {
            var lowest = candidates[0].Similarity - reach;
            candidates.RemoveAll(candidate => candidate.Similarity < lowest);
        }

        return candidates;
    }
}
