namespace SemanticCache.Store.Embedded.Index.Kernels;

/// <summary>The instruction sets that a search can be made of.</summary>
internal enum KernelKind
{
    /// <summary>Plain code, the others' reference.</summary>
    Scalar,

    /// <summary>Any processor with 128-bit vectors.</summary>
    Portable,

    /// <summary>x86 with AVX2.</summary>
    Avx2,

    /// <summary>x86 with AVX-512.</summary>
    Avx512,
}
