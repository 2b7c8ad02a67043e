using SemanticCache.Store.Embedded.Index;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>One vector index, kept alive until the last search on it has ended.</summary>
internal sealed class Partition
{
    private int _holders = 1;

    /// <summary>Creates an empty partition, held by its creator.</summary>
    public Partition(int dimension)
    {
        Index = new VectorIndex(dimension);
    }

    /// <summary>The index; to be used only while the partition is held.</summary>
    public VectorIndex Index { get; }

    /// <summary>Holds the partition; false when it has been dropped already.</summary>
    public bool TryHold()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
            {
                return true;
            }

            holders = seen;
        }

        return false;
    }

    /// <summary>Lets go; the last holder disposes the index.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0 && (object)Index is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }
}
