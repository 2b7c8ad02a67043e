namespace SemanticCache.Store.Embedded.Index;

/// <summary>
/// A query prepared for a search. With q' its coded form in a step and x' an entry's, q·x = q'·x' + q'·(x - x') + (q - q')·x; the second term
/// is at most |q'||x - x'|, and the third, over all steps together, at most |q - q'||x|, both by Cauchy-Schwarz.
/// </summary>
internal sealed class SketchedQuery
{
    // More than the norm of an accepted vector, and than what rounding takes away from single-precision sums.
    private const float LargestNorm = 1.002f;
    private const float Rounding = 1e-5f;

    /// <summary>Prepares a query.</summary>
    /// <param name="query">An L2-normalised vector.</param>
    /// <param name="now">Unix time in milliseconds.</param>
    /// <param name="steps">The steps of the sketches that it is compared with.</param>
    public SketchedQuery(ReadOnlySpan<float> query, long now, ReadOnlySpan<SketchStep> steps)
    {
        Now = now;
        Members = new float[RowEncoder.Stride(query.Length)];
        query.CopyTo(Members);
        Steps = new QueryStep[steps.Length];
        var errors = 0f;
        for (var i = 0; i < steps.Length; i++)
        {
            (Steps[i], var error) = QueryStep.Encode(query, steps[i]);
            errors += error * error;
        }

        Slack = (MathF.Sqrt(errors) * LargestNorm) + Rounding;
    }

    /// <summary>When it was asked; what has expired by then is not found.</summary>
    public long Now { get; }

    /// <summary>The query, padded with zeros to the length of a row.</summary>
    public float[] Members { get; }

    /// <summary>The query's side of the steps.</summary>
    public QueryStep[] Steps { get; }

    /// <summary>How far a bound made from the steps can lie below the true one.</summary>
    public float Slack { get; }
}
