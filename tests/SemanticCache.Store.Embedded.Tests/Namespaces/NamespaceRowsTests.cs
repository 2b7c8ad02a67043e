using SemanticCache.Core.Policies;
using SemanticCache.Store.Embedded.Namespaces;

namespace SemanticCache.Store.Embedded.Tests.Namespaces;

public sealed class NamespaceRowsTests
{
    [Fact]
    public void Decode_MembersMissing_HaveTheirDefaults()
    {
        var policy = NamespaceRows.Decode("""{"MaximumEntries":7}"""u8.ToArray());

        Assert.Equal(new NamespacePolicy { MaximumEntries = 7 }, policy with { VaryBy = new NamespacePolicy().VaryBy });
        Assert.False(policy.VaryBy.IsDefault);
    }

    [Fact]
    public void Decode_MembersOfALaterVersion_AreLeftOut()
    {
        var policy = NamespaceRows.Decode("""{"Mode":"Off","Sampling":{"Share":0.5}}"""u8.ToArray());

        Assert.Equal(CacheMode.Off, policy.Mode);
    }
}
