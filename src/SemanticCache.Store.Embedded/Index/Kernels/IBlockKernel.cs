using System.Runtime.Intrinsics;

namespace SemanticCache.Store.Embedded.Index.Kernels;

/// <summary>The innermost loop of a search, for one instruction set.</summary>
internal interface IBlockKernel
{
    /// <summary>The dot products of fine codes of a block's entries with a query's, one per lane.</summary>
    /// <param name="codes">Per group and entry 4 bytes, one per dimension.</param>
    /// <param name="query">Per group the codes of 4 dimensions, -127 to 127.</param>
    /// <param name="groups">The number of groups.</param>
    static abstract Vector512<int> FineDots(ref readonly byte codes, ref readonly sbyte query, int groups);

    /// <summary>The dot products of coarse codes of a block's entries with a query's, one per lane.</summary>
    /// <param name="codes">Per group and entry 4 bytes; a byte holds the codes of two dimensions that are half a group apart, the first one low.</param>
    /// <param name="query">Per group the codes of 8 dimensions, -127 to 127.</param>
    /// <param name="groups">The number of groups.</param>
    static abstract Vector512<int> CoarseDots(ref readonly byte codes, ref readonly sbyte query, int groups);
}
