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

        Assert.Equal("289590f7964e65693192e8179b4982fd", scoped.Scope.ToString());
        Assert.Equal("76391d78-be21-81e8-847c-3e3c5d0a2c80", scoped.EntryId.ToString());
    }

    [Fact]
    public void Scope_NamespaceDeletedAndCreatedAgain_Differs()
    {
        var request = Ask.For("How much is it?");
        var first = Scoped.Namespace("bot");

        var again = ScopingStage.Scope(request, first with { CreatedAt = first.CreatedAt.AddTicks(1) });

        Assert.NotEqual(ScopingStage.Scope(request, first).Scope, again.Scope);
        Assert.NotEqual(ScopingStage.Scope(request, first).EntryId, again.EntryId);
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
