using System.Text;
using FsCheck;
using FsCheck.Xunit;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Tests.Scoping;

public sealed class CanonicalTextTests
{
    // Characters chosen to be awkward: spaces, controls, combining marks, decomposables, compatibility forms, half surrogates.
    private const string Awkward = "ab A\t\n\r\0\u0085\u00A0\u2003\u3000\u0301\u0327é\u212B\u1E9B\u200B\uD83D\uDE00\uD800\uDC00\uFFFD\u1100\u1161\u11A8?!\u037E";

    [Fact]
    public void Of_PlainQuestion_ReturnsSameInstance()
    {
        var text = string.Concat("How do I ", "reset it?");

        Assert.Same(text, CanonicalText.Of(text));
    }

    [Theory]
    [InlineData("  a  b ", "a b")]
    [InlineData("a\r\n\tb", "a b")]
    [InlineData("a\0b\u0007c", "abc")]
    [InlineData("\u00A0a\u2003\u3000b\u0085", "a b")]
    [InlineData("e\u0301", "é")]
    [InlineData("\u212B", "Å")]
    [InlineData("Keep: Case, and punctuation!", "Keep: Case, and punctuation!")]
    [InlineData(" \t\0 ", "")]
    [InlineData("", "")]
    public void Of_AwkwardText_IsCanonical(string text, string expected) => Assert.Equal(expected, CanonicalText.Of(text));

    [Fact]
    public void Of_LoneSurrogates_BecomeReplacementCharacters()
    {
        Assert.Equal("a\uFFFDb", CanonicalText.Of("a\uD800b"));
        Assert.Equal("\uFFFD\uFFFD", CanonicalText.Of("\uDC00\uD83D"));
        Assert.Equal("\U0001F600", CanonicalText.Of("\U0001F600"));
    }

    [Property(MaxTest = 500)]
    public void Of_AnyText_IsIdempotent(int[] picks)
    {
        var once = CanonicalText.Of(TextOf(picks));

        Assert.Equal(once, CanonicalText.Of(once));
    }

    [Property(MaxTest = 500)]
    public void Of_AnyText_HasNoControlsDoubleSpacesOrOuterSpaces(int[] picks)
    {
        var text = CanonicalText.Of(TextOf(picks));

        Assert.DoesNotContain(text, char.IsControl);
        Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, character => char.IsWhiteSpace(character) && character != ' ');
        Assert.Equal(text.Trim(), text);
        Assert.True(text.IsNormalized(NormalizationForm.FormC));
    }

    [Property(MaxTest = 500)]
    public void Of_AnyString_DoesNotThrow(string? text) => Assert.NotNull(CanonicalText.Of(text ?? ""));

    private static string TextOf(int[] picks) => new([.. picks.Select(pick => Awkward[(int)((uint)pick % Awkward.Length)])]);
}
