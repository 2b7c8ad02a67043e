namespace SemanticCache.Evaluation.Benching;

/// <summary>A share of all, with Wilson's 95 % interval.</summary>
/// <param name="Count">How many.</param>
/// <param name="Total">Of how many.</param>
internal readonly record struct Share(int Count, int Total)
{
    private const double Normal975 = 1.959964;

    /// <summary>The share, in [0, 1]; 0 of nothing.</summary>
    public double Value => Total == 0 ? 0 : (double)Count / Total;

    /// <summary>The lower end of the interval.</summary>
    public double Low => Total == 0 ? 0 : Math.Max(0, Centre - HalfWidth);

    /// <summary>The upper end of the interval.</summary>
    public double High => Total == 0 ? 1 : Math.Min(1, Centre + HalfWidth);

    private double Shrink => 1 + (Normal975 * Normal975 / Total);

    private double Centre => (Value + (Normal975 * Normal975 / (2 * Total))) / Shrink;

    private double HalfWidth => Normal975 * Math.Sqrt((Value * (1 - Value) / Total) + (Normal975 * Normal975 / (4.0 * Total * Total))) / Shrink;
}
