using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SemanticCache.Store.Embedded.Index.Kernels;

/// <summary>The kernel for AVX-512: a group of a block is one register.</summary>
internal readonly struct Avx512Kernel : IBlockKernel
{
    // A sum of two products is at most 2 · 15 · 127, so 16 bits hold eight of them: the two halves of four groups.
    private const int GroupsPerWidening = 4;
    private const int PrefetchBytes = 2048;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> FineDots(ref readonly byte codes, ref readonly sbyte query, int groups)
    {
        ref var code = ref Unsafe.AsRef(in codes);
        ref var part = ref Unsafe.As<sbyte, int>(ref Unsafe.AsRef(in query));
        var dots = Vector512<int>.Zero;
        for (var group = 0; group < groups; group++)
        {
            var bytes = Vector512.LoadUnsafe(ref code, (nuint)(group * SketchStep.GroupBytes));
            var pairs = Avx512BW.MultiplyAddAdjacent(bytes, Vector512.Create(Unsafe.Add(ref part, group)).AsSByte());
            dots += Avx512BW.MultiplyAddAdjacent(pairs, Vector512<short>.One);
        }

        return dots;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<int> CoarseDots(ref readonly byte codes, ref readonly sbyte query, int groups)
    {
        ref var code = ref Unsafe.AsRef(in codes);
        ref var part = ref Unsafe.As<sbyte, int>(ref Unsafe.AsRef(in query));
        var dots = Vector512<int>.Zero;
        while (groups > 0)
        {
            var pairs = Vector512<short>.Zero;
            for (var widening = Math.Min(groups, GroupsPerWidening); widening > 0; widening--)
            {
                var bytes = Vector512.LoadUnsafe(ref code);
                Sse.Prefetch0((byte*)Unsafe.AsPointer(ref code) + PrefetchBytes);
                var low = bytes & Vector512.Create(SketchEncoder.MaximumCoarse);
                var high = (bytes.AsUInt16() >>> 4).AsByte() & Vector512.Create(SketchEncoder.MaximumCoarse);
                pairs += Avx512BW.MultiplyAddAdjacent(low, Vector512.Create(part).AsSByte());
                pairs += Avx512BW.MultiplyAddAdjacent(high, Vector512.Create(Unsafe.Add(ref part, 1)).AsSByte());
                code = ref Unsafe.Add(ref code, SketchStep.GroupBytes);
                part = ref Unsafe.Add(ref part, 2);
            }

            dots += Avx512BW.MultiplyAddAdjacent(pairs, Vector512<short>.One);
            groups -= GroupsPerWidening;
        }

        return dots;
    }
}
