using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemanticCache.Store.Embedded.Index.Kernels;

/// <summary>The kernel for every processor with 128-bit vectors: a group of a block is four registers.</summary>
internal readonly struct PortableKernel : IBlockKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> FineDots(ref readonly byte codes, ref readonly sbyte query, int groups)
    {
        ref var code = ref Unsafe.AsRef(in codes);
        ref var part = ref Unsafe.AsRef(in query);
        var (a, b, c, d) = (Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero);
        for (; groups > 0; groups--)
        {
            var width = (nuint)Vector128<byte>.Count;
            a += FineGroup(Vector128.LoadUnsafe(ref code), ref part);
            b += FineGroup(Vector128.LoadUnsafe(ref code, width), ref part);
            c += FineGroup(Vector128.LoadUnsafe(ref code, 2 * width), ref part);
            d += FineGroup(Vector128.LoadUnsafe(ref code, 3 * width), ref part);
            code = ref Unsafe.Add(ref code, SketchStep.GroupBytes);
            part = ref Unsafe.Add(ref part, SketchStep.FineDimensions);
        }

        return Vector512.Create(Vector256.Create(a, b), Vector256.Create(c, d));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> CoarseDots(ref readonly byte codes, ref readonly sbyte query, int groups)
    {
        ref var code = ref Unsafe.AsRef(in codes);
        ref var part = ref Unsafe.AsRef(in query);
        var (a, b, c, d) = (Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero);
        for (; groups > 0; groups--)
        {
            var width = (nuint)Vector128<byte>.Count;
            a += CoarseGroup(Vector128.LoadUnsafe(ref code), ref part);
            b += CoarseGroup(Vector128.LoadUnsafe(ref code, width), ref part);
            c += CoarseGroup(Vector128.LoadUnsafe(ref code, 2 * width), ref part);
            d += CoarseGroup(Vector128.LoadUnsafe(ref code, 3 * width), ref part);
            code = ref Unsafe.Add(ref code, SketchStep.GroupBytes);
            part = ref Unsafe.Add(ref part, SketchStep.CoarseDimensions);
        }

        return Vector512.Create(Vector256.Create(a, b), Vector256.Create(c, d));
    }

    // Each 16-bit lane holds two codes; two products of at most 127 · 127 fit the lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> FineGroup(Vector128<byte> bytes, ref sbyte part)
    {
        var halves = bytes.AsUInt16();
        var products = ((halves & Vector128.Create((ushort)byte.MaxValue)).AsInt16() * Alternating(ref part, 0))
            + ((halves >>> 8).AsInt16() * Alternating(ref part, 1));
        return AddHalves(products);
    }

    // Each 16-bit lane holds four codes, two from each of two bytes; four products of at most 15 · 127 fit the lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> CoarseGroup(Vector128<byte> bytes, ref sbyte part)
    {
        var halves = bytes.AsUInt16();
        var mask = Vector128.Create((ushort)SketchEncoder.MaximumCoarse);
        var products = ((halves & mask).AsInt16() * Alternating(ref part, 0))
            + (((halves >>> 8) & mask).AsInt16() * Alternating(ref part, 1))
            + (((halves >>> 4) & mask).AsInt16() * Alternating(ref part, 4))
            + ((halves >>> 12).AsInt16() * Alternating(ref part, 5));
        return AddHalves(products);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> AddHalves(Vector128<short> products) =>
        ((products.AsInt32() << 16) >> 16) + (products.AsInt32() >> 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Alternating(ref sbyte part, int offset) =>
        Vector128.Create((Unsafe.Add(ref part, offset + 2) << 16) + (ushort)Unsafe.Add(ref part, offset)).AsInt16();
}
