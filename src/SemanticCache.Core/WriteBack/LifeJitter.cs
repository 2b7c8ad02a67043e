using System.IO.Hashing;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.WriteBack;

/// <summary>Shortens lives by different shares, so that entries made together do not expire together.</summary>
internal static class LifeJitter
{
    private const int FractionBits = 53;

    /// <summary>Returns a life shortened by a share from 0 to <paramref name="percent"/>, the same one each time for the same entry.</summary>
    public static TimeSpan Shorten(TimeSpan life, EntryId id, double percent)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes);
        var drawn = (XxHash3.HashToUInt64(bytes) >> (64 - FractionBits)) / (double)(1UL << FractionBits);
        return life - (life * (drawn * percent / 100));
    }
}
