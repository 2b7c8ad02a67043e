using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>The dot product of a row of 16-bit codes and a query.</summary>
internal static class RowProduct
{
    /// <summary>Returns the dot product; both have the same length, a multiple of 32.</summary>
    public static float Dot(ReadOnlySpan<short> row, ReadOnlySpan<float> query)
    {
        ref var code = ref MemoryMarshal.GetReference(row);
        ref var member = ref MemoryMarshal.GetReference(query);
        var width = (nuint)Vector512<float>.Count;
        var (even, odd) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (nuint i = 0; i < (nuint)row.Length; i += 2 * width)
        {
            var (low, high) = Vector512.Widen(Vector512.LoadUnsafe(ref code, i));
            even = Vector512.MultiplyAddEstimate(Vector512.ConvertToSingle(low), Vector512.LoadUnsafe(ref member, i), even);
            odd = Vector512.MultiplyAddEstimate(Vector512.ConvertToSingle(high), Vector512.LoadUnsafe(ref member, i + width), odd);
        }

        return Vector512.Sum(even + odd);
    }
}
