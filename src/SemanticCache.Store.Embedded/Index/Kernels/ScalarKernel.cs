using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemanticCache.Store.Embedded.Index.Kernels;

/// <summary>The plain kernel, which the others are tested against.</summary>
internal readonly struct ScalarKernel : IBlockKernel
{
    private const int LaneBytes = sizeof(uint);

    /// <inheritdoc/>
    public static Vector512<int> FineDots(ref readonly byte codes, ref readonly sbyte query, int groups)
    {
        var dots = Vector512<int>.Zero;
        for (var lane = 0; lane < SketchStep.Lanes; lane++)
        {
            var dot = 0;
            for (var i = 0; i < groups * LaneBytes; i++)
            {
                var (group, member) = Math.DivRem(i, LaneBytes);
                var code = Unsafe.Add(ref Unsafe.AsRef(in codes), (group * SketchStep.GroupBytes) + (lane * LaneBytes) + member);
                dot += code * Unsafe.Add(ref Unsafe.AsRef(in query), i);
            }

            dots = dots.WithElement(lane, dot);
        }

        return dots;
    }

    /// <inheritdoc/>
    public static Vector512<int> CoarseDots(ref readonly byte codes, ref readonly sbyte query, int groups)
    {
        var dots = Vector512<int>.Zero;
        for (var lane = 0; lane < SketchStep.Lanes; lane++)
        {
            var dot = 0;
            for (var i = 0; i < groups * LaneBytes; i++)
            {
                var (group, member) = Math.DivRem(i, LaneBytes);
                var code = Unsafe.Add(ref Unsafe.AsRef(in codes), (group * SketchStep.GroupBytes) + (lane * LaneBytes) + member);
                ref var part = ref Unsafe.Add(ref Unsafe.AsRef(in query), (group * SketchStep.CoarseDimensions) + member);
                dot += ((code & SketchEncoder.MaximumCoarse) * part) + ((code >> 4) * Unsafe.Add(ref part, LaneBytes));
            }

            dots = dots.WithElement(lane, dot);
        }

        return dots;
    }
}
