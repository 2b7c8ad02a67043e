using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SemanticCache.Store.Embedded.Index.Kernels;

/// <summary>The kernel for AVX2: a group of a block is two registers.</summary>
internal readonly struct Avx2Kernel : IBlockKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> FineDots(ref readonly byte codes, ref readonly sbyte query, int groups)
    {
        ref var code = ref Unsafe.AsRef(in codes);
        ref var part = ref Unsafe.As<sbyte, int>(ref Unsafe.AsRef(in query));
        var lower = Vector256<int>.Zero;
        var upper = Vector256<int>.Zero;
        for (var group = 0; group < groups; group++)
        {
            var members = Vector256.Create(Unsafe.Add(ref part, group)).AsSByte();
            var start = (nuint)(group * SketchStep.GroupBytes);
            lower += FineGroup(Vector256.LoadUnsafe(ref code, start), members);
            upper += FineGroup(Vector256.LoadUnsafe(ref code, start + (nuint)Vector256<byte>.Count), members);
        }

        return Vector512.Create(lower, upper);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> CoarseDots(ref readonly byte codes, ref readonly sbyte query, int groups)
    {
        ref var code = ref Unsafe.AsRef(in codes);
        ref var part = ref Unsafe.As<sbyte, int>(ref Unsafe.AsRef(in query));
        var lower = Vector256<int>.Zero;
        var upper = Vector256<int>.Zero;
        for (; groups > 0; groups--)
        {
            var first = Vector256.Create(part).AsSByte();
            var second = Vector256.Create(Unsafe.Add(ref part, 1)).AsSByte();
            lower += CoarseGroup(Vector256.LoadUnsafe(ref code), first, second);
            upper += CoarseGroup(Vector256.LoadUnsafe(ref code, (nuint)Vector256<byte>.Count), first, second);
            code = ref Unsafe.Add(ref code, SketchStep.GroupBytes);
            part = ref Unsafe.Add(ref part, 2);
        }

        return Vector512.Create(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> FineGroup(Vector256<byte> bytes, Vector256<sbyte> members) =>
        Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(bytes, members), Vector256<short>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> CoarseGroup(Vector256<byte> bytes, Vector256<sbyte> first, Vector256<sbyte> second)
    {
        var low = bytes & Vector256.Create(SketchEncoder.MaximumCoarse);
        var high = (bytes.AsUInt16() >>> 4).AsByte() & Vector256.Create(SketchEncoder.MaximumCoarse);
        var pairs = Avx2.MultiplyAddAdjacent(low, first) + Avx2.MultiplyAddAdjacent(high, second);
        return Avx2.MultiplyAddAdjacent(pairs, Vector256<short>.One);
    }
}
