using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SemanticCache.Store.Embedded.Index.Kernels;

/// <summary>The kernel for AVX2: a group of a block is two registers.</summary>
internal readonly struct Avx2Kernel : IBlockKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Dots(ref readonly byte codes, ref readonly sbyte query, int groups)
    {
        ref var code = ref Unsafe.AsRef(in codes);
        ref var part = ref Unsafe.As<sbyte, int>(ref Unsafe.AsRef(in query));
        var lower = Vector256<int>.Zero;
        var upper = Vector256<int>.Zero;
        for (; groups > 0; groups--)
        {
            var first = Vector256.Create(part).AsSByte();
            var second = Vector256.Create(Unsafe.Add(ref part, 1)).AsSByte();
            lower += Group(Vector256.LoadUnsafe(ref code), first, second);
            upper += Group(Vector256.LoadUnsafe(ref code, (nuint)Vector256<byte>.Count), first, second);
            code = ref Unsafe.Add(ref code, SketchStep.GroupBytes);
            part = ref Unsafe.Add(ref part, 2);
        }

        return Vector512.Create(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Group(Vector256<byte> bytes, Vector256<sbyte> first, Vector256<sbyte> second)
    {
        var low = bytes & Vector256.Create(SketchEncoder.MaximumCode);
        var high = (bytes.AsUInt16() >>> 4).AsByte() & Vector256.Create(SketchEncoder.MaximumCode);
        var pairs = Avx2.MultiplyAddAdjacent(low, first) + Avx2.MultiplyAddAdjacent(high, second);
        return Avx2.MultiplyAddAdjacent(pairs, Vector256<short>.One);
    }
}
