namespace SemanticCache.Store.Embedded.Index;

/// <summary>
/// A sequence lock: readers look at a chunk without telling anyone and ask afterwards whether a writer was there meanwhile. So readers
/// never wait for each other, nor a writer for them. Writers take turns by a lock of their own.
/// </summary>
internal struct ChunkVersion
{
    private int _value;

    /// <summary>Starts writing; the version is odd until <see cref="EndWrite"/>.</summary>
    public void BeginWrite()
    {
        Volatile.Write(ref _value, _value + 1);
        Volatile.WriteBarrier();
    }

    /// <summary>Ends writing.</summary>
    public void EndWrite() => Volatile.Write(ref _value, _value + 1);

    /// <summary>Starts reading.</summary>
    public readonly int BeginRead() => Volatile.Read(in _value);

    /// <summary>Whether everything read since <see cref="BeginRead"/> returned <paramref name="version"/> belongs together.</summary>
    public readonly bool IsStillAt(int version)
    {
        Volatile.ReadBarrier();
        return (version & 1) == 0 && Volatile.Read(in _value) == version;
    }
}
