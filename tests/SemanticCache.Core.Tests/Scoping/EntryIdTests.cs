using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Scoping;

public sealed class EntryIdTests
{
    [Fact]
    public void EntryId_QuestionOrScopeDiffers_Differs()
    {
        var scoped = Scoped.Request("How much is it?");

        Assert.NotEqual(scoped.EntryId, Scoped.Request("How much is it").EntryId);
        Assert.NotEqual(scoped.EntryId, Scoped.Request(Ask.For("How much is it?", tenant: "other")).EntryId);
        Assert.Equal(scoped.EntryId, Scoped.Request(" How much\tis it? ").EntryId);
    }

    [Fact]
    public void EntryId_KnownRequest_IsTheSameInEveryProcess()
    {
        // Entries live longer than a process: whoever changes the encoding changes its version, and these two lines, on purpose.
        var scoped = Scoped.Request("How do I reset my password?");

        Assert.Equal("7895d5455076b47c5b0b71fbe51e73e3", scoped.Scope.ToString());
        Assert.Equal("ead37299-6930-8249-99f2-e5d71ba26198", scoped.EntryId.ToString());
    }

    [Fact]
    public void EntryId_OfAnyRequest_IsVersionEightUuid()
    {
        Assert.Equal(8, Scoped.Request("x").EntryId.Value.Version);
        Assert.InRange(Scoped.Request("x").EntryId.Value.Variant, 8, 11);
    }

    [Fact]
    public void TryParse_TextForm_RoundTrips()
    {
        var id = Scoped.Request("x").EntryId;

        Assert.True(EntryId.TryParse(id.ToString(), out var parsed));
        Assert.Equal(id, parsed);
        Assert.False(EntryId.TryParse("x", out _));
        Assert.False(EntryId.TryParse(null, out _));
    }

    [Fact]
    public void ScopeId_Bytes_RoundTrip()
    {
        var scope = Scoped.Request("x").Scope;

        Assert.Equal(scope, ScopeId.FromBytes(scope.ToBytes()));
        Assert.Equal(32, scope.ToString().Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => ScopeId.FromBytes(new byte[15]));
    }
}
