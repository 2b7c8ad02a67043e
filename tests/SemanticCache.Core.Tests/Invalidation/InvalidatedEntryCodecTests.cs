using SemanticCache.Core.Entries;
using SemanticCache.Core.Invalidation;

namespace SemanticCache.Core.Tests.Invalidation;

public sealed class InvalidatedEntryCodecTests
{
    [Fact]
    public async Task Decode_TornOrOfALaterVersion_SaysSo()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        var entry = fixture.Entry("a");
        var bytes = InvalidatedEntryCodec.Join([InvalidatedEntryCodec.Encode(new InvalidatedEntry(entry, [fixture.AliasOf(entry, "b")]))]);

        Assert.Equal("b", Assert.Single(Assert.Single(InvalidatedEntryCodec.Decode(bytes, "bot")).Aliases).Question);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<CorruptEntryException>(() => InvalidatedEntryCodec.Decode(bytes.AsMemory(0, length), "bot"));
        }

        bytes[0]++;
        Assert.Throws<CorruptEntryException>(() => InvalidatedEntryCodec.Decode(bytes, "bot"));
    }
}
