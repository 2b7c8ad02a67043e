using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Tests.Decisions.Guards;

public sealed class WordTableTests
{
    [Theory]
    [InlineData("no colon", "line 2", "key: words")]
    [InlineData(": word", "line 2", "key: words")]
    [InlineData("key: a | | b", "line 2", "not a word or phrase")]
    [InlineData("key: a, a", "line 2", "'a' twice")]
    [InlineData("key: a | a", "line 2", "'a' twice")]
    [InlineData("key: Upper", "line 2", "lower case")]
    [InlineData("key: half-word", "line 2", "one word")]
    [InlineData("key: word**", "line 2", "one sign")]
    [InlineData("key: .. word", "line 2", "not a word or phrase")]
    [InlineData("key: word ..", "line 2", "not a word or phrase")]
    [InlineData("key: a: b", "line 2", "key: words")]
    public void Parse_MalformedLine_NamesFileLineAndMistake(string line, string where, string mistake)
    {
        var thrown = Assert.Throws<WordTableException>(() => Parse("# a comment\n" + line));

        Assert.Contains("opposites.txt", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(where, thrown.Message, StringComparison.Ordinal);
        Assert.Contains(mistake, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WordWithSign_HasItsForms()
    {
        var phrases = Parse("change: stop*, carry+ | go .. up # a comment").Phrases;

        Assert.Equal(["stop", "stops", "stopped", "stopping"], phrases[0].Words[0].Forms);
        Assert.Equal(["carry", "carries", "carrying"], phrases[1].Words[0].Forms);
        Assert.Equal([0, 0, 1], phrases.Select(phrase => phrase.Term.Pole));
        Assert.Equal([false, true], phrases[2].Words.Select(word => word.HasGap));
    }

    [Fact]
    public void Parse_TooManyPoles_NamesTheLine() =>
        Assert.Contains("poles", Assert.Throws<WordTableException>(() => Parse("key: " + string.Join('|', Enumerable.Range(0, 33).Select(pole => $"w{pole}")))).Message, StringComparison.Ordinal);

    [Fact]
    public void UnitTable_KeyIsNotDimensionAndFactor_NamesTheLine()
    {
        var thrown = Assert.Throws<WordTableException>(() => new UnitTable(Parse("\ntime sixty: min")));

        Assert.Contains("units.txt, line 2", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NumberWords_KeyIsNoNumber_NamesTheLine()
    {
        var thrown = Assert.Throws<WordTableException>(() => new NumberWords(Parse("one: one")));

        Assert.Contains("numbers.txt, line 1", thrown.Message, StringComparison.Ordinal);
    }

    private static WordTable Parse(string text) => WordTable.Parse(WordTableKind.Opposites, "opposites.txt", new StringReader(text));
}
