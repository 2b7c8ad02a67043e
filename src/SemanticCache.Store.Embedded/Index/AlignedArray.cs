using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>
/// An array whose first member, unless it is small, starts a cache line, so that no wide load straddles two. It is the garbage collector's, not native memory:
/// a reader that still looks at an array nobody else needs keeps it alive.
/// </summary>
internal readonly struct AlignedArray<T>
    where T : unmanaged
{
    // Below this, straddling costs less than a pinned array for each of many small scopes.
    private const int SmallBytes = 32 * 1024;

    /// <summary>Bytes of a cache line.</summary>
    public const int LineBytes = 64;

    private readonly T[] _members;
    private readonly int _start;

    /// <summary>Creates an array of zeros.</summary>
    public AlignedArray(int length)
    {
        Length = length;
        if (length * Unsafe.SizeOf<T>() < SmallBytes)
        {
            _members = new T[length];
            return;
        }

        _members = GC.AllocateArray<T>(length + (LineBytes / Unsafe.SizeOf<T>()), pinned: true);
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(_members, 0);
        _start = (int)(-address & (LineBytes - 1)) / Unsafe.SizeOf<T>();
    }

    /// <summary>The number of members.</summary>
    public int Length { get; }

    /// <summary>Bytes that the array takes.</summary>
    public long MemoryBytes => (long)_members.Length * Unsafe.SizeOf<T>();

    /// <summary>The members.</summary>
    public Span<T> Span => _members.AsSpan(_start, Length);

    /// <summary>The member at an index that the caller has checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At(int index) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_members), _start + index);
}
