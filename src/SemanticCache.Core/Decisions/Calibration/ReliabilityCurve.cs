using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>Turns scores into probabilities: a rising line through points, level beyond the first and the last.</summary>
/// <param name="Points">At least one point, both members rising.</param>
internal sealed record ReliabilityCurve(ImmutableArray<CurvePoint> Points)
{
    /// <summary>Returns the probability that belongs to a score, in [0, 1].</summary>
    public double At(double score)
    {
        if (!(score > Points[0].Score))
        {
            return Points[0].Probability;
        }

        for (var i = 1; i < Points.Length; i++)
        {
            var (low, high) = (Points[i - 1], Points[i]);
            if (score < high.Score)
            {
                return low.Probability + ((high.Probability - low.Probability) * (score - low.Score) / (high.Score - low.Score));
            }
        }

        return Points[^1].Probability;
    }

    /// <summary>
    /// Fits the curve by isotonic regression: examples of neighbouring scores are pooled, and pools that fall are joined until all rise.
    /// </summary>
    /// <param name="examples">Scores and whether serving was right; at least one.</param>
    /// <param name="poolSize">How many examples a point stands on at least, so that none stands on a few.</param>
    public static ReliabilityCurve Fit(IEnumerable<(double Score, bool IsRight)> examples, int poolSize)
    {
        var pools = new List<Pool>();
        foreach (var chunk in examples.OrderBy(example => example.Score).Chunk(poolSize))
        {
            pools.Add(new Pool(chunk.Sum(example => example.Score), chunk.Count(example => example.IsRight), chunk.Length));
            while (pools.Count > 1 && !pools[^1].IsAbove(pools[^2]))
            {
                pools[^2] = pools[^2].Join(pools[^1]);
                pools.RemoveAt(pools.Count - 1);
            }
        }

        return new ReliabilityCurve([.. pools.Select(pool => pool.Point)]);
    }

    private readonly record struct Pool(double ScoreSum, int Right, int Count)
    {
        // One right and one wrong example are added, so that no pool claims certainty.
        public CurvePoint Point => new(ScoreSum / Count, (Right + 1.0) / (Count + 2));

        public bool IsAbove(Pool before) => Point.Score > before.Point.Score && Point.Probability > before.Point.Probability;

        public Pool Join(Pool other) => new(ScoreSum + other.ScoreSum, Right + other.Right, Count + other.Count);
    }
}
