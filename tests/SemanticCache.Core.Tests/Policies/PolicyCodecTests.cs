using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Tests.Policies;

public sealed class PolicyCodecTests
{
    [Fact]
    public void Decode_MembersMissing_HaveTheirDefaults()
    {
        var policy = PolicyCodec.Decode("""{"MaximumEntries":7}"""u8.ToArray());

        Assert.Equal(new NamespacePolicy { MaximumEntries = 7 }, policy with { VaryBy = new NamespacePolicy().VaryBy });
        Assert.False(policy.VaryBy.IsDefault);
    }

    [Fact]
    public void Decode_MembersOfALaterVersion_AreLeftOut()
    {
        var policy = PolicyCodec.Decode("""{"Mode":"Off","Sampling":{"Share":0.5}}"""u8.ToArray());

        Assert.Equal(CacheMode.Off, policy.Mode);
    }
}
