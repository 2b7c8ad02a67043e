using FsCheck.Xunit;

namespace SemanticCache.Onnx.Tests.Tokens;

public sealed class BertTextEncoderTests
{
    private const int Cls = 101;
    private const int Sep = 102;
    private const int LastSpecialId = 103;

    [Theory]
    [InlineData("[SEP]")]
    [InlineData("[CLS] [MASK]")]
    [InlineData("a[SEP]b [PAD][UNK]")]
    [InlineData("[sep] [unused1]")]
    [InlineData("[SEP\u200B]")]
    public void TryEncode_SpecialTokenWrittenOut_IsPlainText(string text)
    {
        var ids = ShippedEncoder.Encode(text);

        Assert.Equal(Cls, ids[0]);
        Assert.Equal(Sep, ids[^1]);
        Assert.DoesNotContain(ids[1..^1], id => id <= LastSpecialId);
    }

    [Property]
    public void TryEncode_AnyText_HasSpecialTokensAtItsEndsOnly(string? text)
    {
        if (ShippedEncoder.Embedder.TryEncode(text ?? "", out var encoded))
        {
            Assert.Equal([Cls, Sep], encoded.Ids.Where(id => id is Cls or Sep));
        }
    }

    [Theory]
    [InlineData("Café RÉSUMÉ naïve", "cafe resume naive")]
    [InlineData("Cafe\u0301", "cafe")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("zero\u200Bwidth\u0000\uFFFD", "zerowidth")]
    [InlineData("tab\tand\u00A0space", "tab and space")]
    [InlineData("中文", "中 文")]
    [InlineData("costs €5", "costs €5")]
    [InlineData("1≠2", "1 = 2")]
    public void TryEncode_TextAndItsPlainForm_HaveEqualTokens(string text, string plain) =>
        Assert.Equal(ShippedEncoder.Encode(plain), ShippedEncoder.Encode(text));

    [Theory]
    [InlineData("costs $5", "costs 5")]
    [InlineData("a > b", "a b")]
    [InlineData("costs €5", "costs $5")]
    public void TryEncode_SymbolsDiffer_TokensDiffer(string first, string second) =>
        Assert.NotEqual(ShippedEncoder.Encode(first), ShippedEncoder.Encode(second));

    [Fact]
    public void TryEncode_ComposedHangul_EqualsItsLetters() =>
        Assert.Equal(ShippedEncoder.Encode("\u1112\u1161\u11AB\u1100\u116E\u11A8"), ShippedEncoder.Encode("한국"));

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void TryEncode_AtTheWindow_RefusesInsteadOfTruncating(int words, bool fits)
    {
        Assert.Equal(fits, ShippedEncoder.Embedder.TryEncode(Words(words), out var encoded));
        Assert.Equal(fits ? words + 2 : 0, encoded.Ids?.Length ?? 0);
    }

    [Theory]
    [InlineData(128, 125, true)]
    [InlineData(128, 126, false)]
    [InlineData(129, 1, false)]
    [InlineData(1, 129, false)]
    public void TryEncodePair_AtTheLimits_RefusesInsteadOfTruncating(int first, int second, bool fits) =>
        Assert.Equal(fits, ShippedEncoder.Verifier.TryEncodePair(Words(first), Words(second), out _));

    [Fact]
    public void TryEncodePair_TwoTexts_MarksWhereTheSecondBegins()
    {
        Assert.True(ShippedEncoder.Verifier.TryEncodePair("hello", "world", out var encoded));

        Assert.Equal([Cls, 7592, Sep, 2088, Sep], encoded.Ids);
        Assert.Equal(3, encoded.SecondStart);
    }

    private static string Words(int count) => string.Join(' ', Enumerable.Repeat("hello", count));
}
