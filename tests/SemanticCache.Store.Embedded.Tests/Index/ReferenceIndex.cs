using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Index;

namespace SemanticCache.Store.Embedded.Tests.Index;

/// <summary>What an index must find, computed the obvious way.</summary>
internal sealed class ReferenceIndex
{
    public Dictionary<EntryId, (float[] Vector, long ExpiresAt)> Entries { get; } = [];

    /// <summary>Searches both and asserts everything that <see cref="VectorIndex"/> promises.</summary>
    public void AssertAgrees(VectorIndex index, float[] query, SearchBounds bounds, long now, int room)
    {
        var best = new ScoredEntry[room];
        var found = best.AsSpan(0, index.Search(query, bounds, now, best)).ToArray();
        var alive = Entries.Where(entry => entry.Value.ExpiresAt > now).ToDictionary(entry => entry.Key, entry => TestVectors.Dot(query, entry.Value.Vector));
        var error = index.SimilarityError + 1e-6;
        var (wanted, floor) = (bounds.Wanted, Math.Max(bounds.Floor, alive.Values.DefaultIfEmpty(-1).Max() - bounds.Reach + 1e-6));

        Assert.Equal(found.Length, found.DistinctBy(entry => entry.Id).Count());
        Assert.Equal(found.Select(entry => entry.Similarity).OrderDescending(), found.Select(entry => entry.Similarity));
        Assert.All(found, entry => Assert.InRange(entry.Similarity, alive[entry.Id] - error, alive[entry.Id] + error));
        Assert.All(found, entry => Assert.True(entry.Similarity >= bounds.Floor - error));

        // With room left nothing may be missing that is among the wanted, ties included; else only what is no better than the last one found.
        var last = alive.Values.Where(similarity => similarity >= floor).OrderDescending().Take(wanted).DefaultIfEmpty(double.MaxValue).Last();
        var missing = alive.Where(entry => entry.Value >= last && found.All(match => match.Id != entry.Key));
        Assert.All(missing, entry => Assert.True(found.Length == room && entry.Value <= found[^1].Similarity + error));
        Assert.True(found.Length >= Math.Min(wanted, alive.Values.Count(similarity => similarity >= floor)));
    }
}
