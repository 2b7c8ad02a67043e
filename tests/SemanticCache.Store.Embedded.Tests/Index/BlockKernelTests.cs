using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SemanticCache.Store.Embedded.Index;
using SemanticCache.Store.Embedded.Index.Kernels;

namespace SemanticCache.Store.Embedded.Tests.Index;

public sealed class BlockKernelTests
{
    public static TheoryData<int, int> Groups
    {
        get
        {
            var data = new TheoryData<int, int>();
            for (var groups = 0; groups <= 20; groups++)
            {
                data.Add(groups, groups);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Dots_RandomAndExtremeCodes_AreTheSameForEveryKernel(int groups, int seed)
    {
        var random = new Random(seed);
        foreach (var extreme in (bool[])[false, true])
        {
            // The kernels may fetch ahead, but read only the groups.
            var codes = Codes(random, groups * SketchStep.GroupBytes, extreme, byte.MaxValue);
            var fine = Codes(random, groups * SketchStep.GroupBytes, extreme, SketchEncoder.MaximumFine);
            var query = MemoryMarshal.Cast<byte, sbyte>(Codes(random, groups * SketchStep.CoarseDimensions, extreme, (byte)sbyte.MaxValue)).ToArray();
            if (seed % 2 == 1)
            {
                query = [.. query.Select(code => (sbyte)-code)];
            }

            AssertSame<PortableKernel>(KernelKind.Portable, codes, fine, query, groups);
            AssertSame<Avx2Kernel>(KernelKind.Avx2, codes, fine, query, groups);
            AssertSame<Avx512Kernel>(KernelKind.Avx512, codes, fine, query, groups);
        }
    }

    private static void AssertSame<TKernel>(KernelKind kind, byte[] codes, byte[] fine, sbyte[] query, int groups)
        where TKernel : struct, IBlockKernel
    {
        if (KernelKinds.IsSupported(kind))
        {
            Assert.Equal(Coarse<ScalarKernel>(codes, query, groups), Coarse<TKernel>(codes, query, groups));
            Assert.Equal(Fine<ScalarKernel>(fine, query, groups), Fine<TKernel>(fine, query, groups));
        }
    }

    private static Vector512<int> Coarse<TKernel>(byte[] codes, sbyte[] query, int groups)
        where TKernel : struct, IBlockKernel =>
        TKernel.CoarseDots(in MemoryMarshal.GetArrayDataReference(codes), in MemoryMarshal.GetArrayDataReference(query), groups);

    private static Vector512<int> Fine<TKernel>(byte[] codes, sbyte[] query, int groups)
        where TKernel : struct, IBlockKernel =>
        TKernel.FineDots(in MemoryMarshal.GetArrayDataReference(codes), in MemoryMarshal.GetArrayDataReference(query), groups);

    private static byte[] Codes(Random random, int length, bool extreme, byte largest) =>
        [.. Enumerable.Range(0, length).Select(_ => extreme ? largest : (byte)random.Next(largest + 1))];
}
