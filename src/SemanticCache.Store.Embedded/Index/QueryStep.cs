using System.Numerics.Tensors;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>A query's side of a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Codes">One code, -127 to 127, per dimension.</param>
/// <param name="Weights">What the codes' dot products and an entry's <see cref="BoundTerms"/> count.</param>
internal readonly record struct QueryStep(SketchStep Step, sbyte[] Codes, StepWeights Weights)
{
    // The smallest divisor whose inverse is finite.
    private const float SmallestScale = 1e-37f;

    /// <summary>Codes a step of a query; also returns the norm of the coding error.</summary>
    public static (QueryStep Step, float Error) Encode(ReadOnlySpan<float> query, SketchStep step)
    {
        var members = step.Of(query);
        var codes = new sbyte[step.Dimensions];
        var scale = MathF.Max(MathF.Abs(TensorPrimitives.MaxMagnitude(members)) / sbyte.MaxValue, SmallestScale);
        var (centre, squares, errors) = (0f, 0, 0f);
        for (var i = 0; i < members.Length; i++)
        {
            var code = (int)MathF.Round(members[i] / scale);
            codes[i] = (sbyte)code;
            centre += code * (i < step.FinePart ? SketchEncoder.FineCentre : SketchEncoder.CoarseCentre * SketchEncoder.CoarseFactor);
            squares += code * code;
            errors += (members[i] - (code * scale)) * (members[i] - (code * scale));
        }

        var weights = new StepWeights(
            Dot: scale,
            Offset: -scale * centre,
            Error: MathF.Sqrt(squares) * scale * BoundTerms.ErrorUnit,
            Rest: TensorPrimitives.Norm(step.RestOf(query)) * BoundTerms.RestUnit);
        return (new QueryStep(step, codes, weights), MathF.Sqrt(errors));
    }
}
