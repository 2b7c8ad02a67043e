using FsCheck.Xunit;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Tests.Scoping;

public sealed class CanonicalHashTests
{
    [Fact]
    public void Finish_CharacterMovedFromNameToValue_Differs() => Assert.NotEqual(Hash(("ab", "c")), Hash(("a", "bc")));

    [Fact]
    public void Finish_ForgedLengthPrefix_Differs() =>
        Assert.NotEqual(Hash(("a", "b"), ("c", "d")), Hash(("a", "b\0\0\0\u0001c\0\0\0\u0001d")));

    [Fact]
    public void Finish_DifferentVersion_Differs() => Assert.NotEqual(Hash("one", ("a", "b")), Hash("two", ("a", "b")));

    [Fact]
    public void Finish_LargerThanFirstBuffer_StillDependsOnEveryByte()
    {
        var large = new string('x', 100_000);

        Assert.NotEqual(Hash(("a", large + "1")), Hash(("a", large + "2")));
        Assert.NotEqual(Hash(("a", "1" + large)), Hash(("a", "2" + large)));
        Assert.Equal(Hash(("a", large)), Hash(("a", large)));
    }

    [Fact]
    public void Add_UnpairedSurrogate_IsRefused() => Assert.ThrowsAny<ArgumentException>(() => Hash(("a", "\uD800")));

    [Property(MaxTest = 300)]
    public void Finish_TwoSplitsOfOneText_AreEqualOnlyForEqualSplits(string? text, byte first, byte second)
    {
        var whole = CanonicalText.Of(text ?? "") + "ab";
        var left = first % (whole.Length + 1);
        var right = second % (whole.Length + 1);
        if (char.IsLowSurrogate(whole.ElementAtOrDefault(left)) || char.IsLowSurrogate(whole.ElementAtOrDefault(right)))
        {
            return;
        }

        Assert.Equal(left == right, Hash((whole[..left], whole[left..])) == Hash((whole[..right], whole[right..])));
    }

    private static UInt128 Hash(params (string Name, string Value)[] members) => Hash("test", members);

    private static UInt128 Hash(string version, params (string Name, string Value)[] members)
    {
        var hash = new CanonicalHash(version);
        try
        {
            foreach (var (name, value) in members)
            {
                hash.Add(name, value);
            }

            return hash.Finish();
        }
        finally
        {
            hash.Dispose();
        }
    }
}
