using System.Numerics.Tensors;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>A query's side of a step.</summary>
/// <param name="Groups">The number of groups.</param>
/// <param name="Codes">One code, -127 to 127, per dimension.</param>
/// <param name="Weights">What the codes' dot products and an entry's <see cref="BoundTerms"/> count.</param>
internal readonly record struct QueryStep(int Groups, sbyte[] Codes, StepWeights Weights)
{
    // The smallest divisor whose inverse is finite.
    private const float SmallestScale = 1e-37f;

    /// <summary>Codes a step of a query; also returns the norm of the coding error.</summary>
    public static (QueryStep Step, float Error) Encode(ReadOnlySpan<float> query, SketchStep step)
    {
        var end = Math.Min(step.Start + step.Dimensions, query.Length);
        var members = query[step.Start..end];
        var codes = new sbyte[step.Dimensions];
        var scale = MathF.Max(MathF.Abs(TensorPrimitives.MaxMagnitude(members)) / sbyte.MaxValue, SmallestScale);
        var (sum, squares, errors) = (0, 0, 0f);
        for (var i = 0; i < members.Length; i++)
        {
            var code = (int)MathF.Round(members[i] / scale);
            codes[i] = (sbyte)code;
            sum += code;
            squares += code * code;
            errors += (members[i] - (code * scale)) * (members[i] - (code * scale));
        }

        var weights = new StepWeights(
            Dot: scale,
            Offset: -SketchEncoder.Centre * scale * sum,
            Error: MathF.Sqrt(squares) * scale * BoundTerms.ErrorUnit,
            Rest: TensorPrimitives.Norm(query[end..]) * BoundTerms.RestUnit);
        return (new QueryStep(step.Groups, codes, weights), MathF.Sqrt(errors));
    }
}
