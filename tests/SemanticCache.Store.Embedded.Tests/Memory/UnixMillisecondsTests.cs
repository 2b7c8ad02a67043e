using FsCheck.Xunit;
using SemanticCache.Store.Embedded.Memory;

namespace SemanticCache.Store.Embedded.Tests.Memory;

public sealed class UnixMillisecondsTests
{
    [Property]
    public void Ceiling_AnyTimeBeforeTheExpiry_IsBeforeIt(int expiry, ushort earlier)
    {
        var expiresAt = DateTimeOffset.UnixEpoch.AddTicks(expiry);
        var now = expiresAt.AddTicks(-1 - earlier);

        Assert.True(UnixMilliseconds.Of(now) < UnixMilliseconds.Ceiling(expiresAt.UtcTicks));
    }

    [Property]
    public void Ceiling_AMillisecondAfterTheExpiry_IsNotBeforeIt(int expiry)
    {
        var expiresAt = DateTimeOffset.UnixEpoch.AddTicks(expiry);

        Assert.True(UnixMilliseconds.Of(expiresAt.AddMilliseconds(1)) >= UnixMilliseconds.Ceiling(expiresAt.UtcTicks));
    }
}
