namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>How often decisive candidates were how similar. Not for several threads at once.</summary>
internal sealed class SimilarityHistogram
{
    /// <summary>How many steps there are from 0 to 1; the last one holds 1 itself.</summary>
    public const int Steps = 100;

    private readonly long[] _counts = new long[Steps];

    /// <summary>The counts of the steps, from similarity 0 up.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Counts a similarity; what lies outside of [0, 1] counts at its edge.</summary>
    public void Add(float similarity) => _counts[StepOf(similarity)]++;

    /// <summary>Counts several similarities of one step.</summary>
    public void Add(int step, long count) => _counts[step] += count;

    /// <summary>Counts what another histogram has counted.</summary>
    public void Add(SimilarityHistogram other)
    {
        for (var step = 0; step < Steps; step++)
        {
            _counts[step] += other._counts[step];
        }
    }

    // What is not a number is compared with nothing and counts as the least.
    private static int StepOf(float similarity) => similarity > 0 ? (int)Math.Min(similarity * Steps, Steps - 1) : 0;
}
