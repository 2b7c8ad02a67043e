using SemanticCache.Store.Embedded.Index;

namespace SemanticCache.Store.Embedded.Tests.Index;

public sealed class ChunkVersionTests
{
    [Fact]
    public void IsStillAt_NoWrite_IsTrue()
    {
        var version = new ChunkVersion();

        Assert.True(version.IsStillAt(version.BeginRead()));
    }

    [Fact]
    public void IsStillAt_ReadBeganDuringAWrite_IsFalse()
    {
        var version = new ChunkVersion();
        version.BeginWrite();
        var read = version.BeginRead();

        Assert.False(version.IsStillAt(read));
        version.EndWrite();
        Assert.False(version.IsStillAt(read));
        Assert.True(version.IsStillAt(version.BeginRead()));
    }

    [Fact]
    public void IsStillAt_WriteBeganOrPassedSince_IsFalse()
    {
        var version = new ChunkVersion();
        var read = version.BeginRead();
        version.BeginWrite();

        Assert.False(version.IsStillAt(read));
        version.EndWrite();
        Assert.False(version.IsStillAt(read));
    }
}
