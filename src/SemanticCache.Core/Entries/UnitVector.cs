using System.Numerics.Tensors;

namespace SemanticCache.Core.Entries;

/// <summary>Vectors of length one, which similarities are computed of.</summary>
public static class UnitVector
{
    /// <summary>How far from one the length may be.</summary>
    public const float Tolerance = 1e-3f;

    /// <summary>Tells whether a vector is L2-normalised; an empty one, or one with a member that is no number, is not.</summary>
    public static bool Is(ReadOnlySpan<float> vector) => Math.Abs(TensorPrimitives.Norm(vector) - 1) <= Tolerance;
}
