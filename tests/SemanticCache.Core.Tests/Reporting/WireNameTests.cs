using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Tests.Reporting;

public sealed class WireNameTests
{
    [Fact]
    public void Of_AnyMember_IsSnakeCase()
    {
        Assert.Equal("exact_hit", WireName.Of(CacheOutcomeKind.ExactHit));
        Assert.Equal("not_a_question", WireName.Of(BypassReason.NotAQuestion));
        Assert.Equal("none", WireName.Of(BypassReason.None));
    }
}
