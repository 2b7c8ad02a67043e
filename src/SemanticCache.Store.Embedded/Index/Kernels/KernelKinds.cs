using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SemanticCache.Store.Embedded.Index.Kernels;

/// <summary>Which kernels this machine can run.</summary>
internal static class KernelKinds
{
    /// <summary>The fastest one.</summary>
    public static KernelKind Fastest { get; } = Enum.GetValues<KernelKind>().Last(IsSupported);

    /// <summary>Whether this machine can run the kernel.</summary>
    public static bool IsSupported(KernelKind kind) => kind switch
    {
        KernelKind.Avx512 => Avx512BW.IsSupported,
        KernelKind.Avx2 => Avx2.IsSupported,
        KernelKind.Portable => Vector128.IsHardwareAccelerated,
        _ => true,
    };
}
