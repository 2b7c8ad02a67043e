using BenchmarkDotNet.Attributes;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Index;
using SemanticCache.TestUtils;

namespace SemanticCache.Benchmarks;

/// <summary>Exact search for the best 8, one thread, over vectors with the shape of the shipped encoder's.</summary>
public class IndexSearchBenchmarks
{
    private const int Dimension = 384;
    private const int QueryCount = 256;

    private readonly ScoredEntry[] _best = new ScoredEntry[64];
    private VectorIndex _index = null!;
    private float[][] _queries = null!;
    private int _next;

    /// <summary>The number of vectors in the index.</summary>
    [Params(10_000, 100_000, 1_000_000)]
    public int Entries { get; set; }

    /// <summary>The floor: that of the decision <c>verified</c>, and that of <c>threshold</c> with and without the near-miss margin.</summary>
    [Params(0.55f, 0.85f, 0.90f)]
    public float Floor { get; set; }

    /// <summary>Fills the index.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var vectors = new EmbeddingLikeVectors(Dimension, seed: 7);
        var stored = new List<float[]>();
        _index = new VectorIndex(Dimension);
        for (var i = 0; i < Entries; i++)
        {
            var vector = vectors.Next();
            _index.Upsert(new EntryId(Guid.CreateVersion7()), vector, long.MaxValue);
            if (i < QueryCount)
            {
                stored.Add(vector);
            }
        }

        // Half ask something new, half something that is stored in other words.
        _queries = [.. Enumerable.Range(0, QueryCount).Select(i => i % 2 == 0 ? vectors.Next() : vectors.Near(stored[i], 0.6f + (0.35f * i / QueryCount)))];
        Console.WriteLine($"// {_index.MemoryBytes / (double)Entries:0} bytes of index memory per entry");
    }

    /// <summary>One search.</summary>
    [Benchmark]
    public int Search() => _index.Search(_queries[_next++ % QueryCount], new SearchBounds(8, Floor), now: 0, _best);
}
