using SemanticCache.Core.Scoping.Cacheability;

namespace SemanticCache.Core.Tests.Scoping.Cacheability;

public sealed class PatternTableParserTests
{
    [Theory]
    [InlineData("lost luggage", "I lost luggage", true)]
    [InlineData("lost luggage", "I LOST LUGGAGE!", true)]
    [InlineData("lost luggage", "I lost my luggage", false)]
    [InlineData("lost luggage", "all is lost. Luggage came", false)]
    [InlineData("lost my? luggage", "lost my luggage", true)]
    [InlineData("lost my? luggage", "lost luggage", true)]
    [InlineData("my? luggage lost", "luggage lost", true)]
    [InlineData("lost|missing luggage", "missing luggage", true)]
    [InlineData("in_the_air|aloft now", "up in the air now", true)]
    [InlineData("in_the_air|aloft now", "up in air now", false)]
    [InlineData("lost ~2 luggage", "lost my old luggage", true)]
    [InlineData("lost ~2 luggage", "lost my two old luggage", false)]
    [InlineData("lost ~2 luggage", "lost, my luggage", false)]
    [InlineData("lost ~2 luggage", "lost. Luggage", false)]
    [InlineData("lost ~9 $", "lost", true)]
    [InlineData("^ lost", "I lost", false)]
    [InlineData("^ lost", "Well, lost", true)]
    [InlineData("^ lost", "Hello lost", true)]
    [InlineData("lost $", "lost luggage", false)]
    [InlineData("lost $", "lost? luggage", true)]
    [InlineData("lost !luggage|bags", "lost luggage", false)]
    [InlineData("lost !luggage|bags", "lost it", true)]
    [InlineData("lost !luggage|bags", "lost. Bags", true)]
    [InlineData("lost !luggage|bags", "lost", true)]
    [InlineData("lost !!if", "lost luggage if late", false)]
    [InlineData("lost !!if", "lost luggage. What if", true)]
    [InlineData("@things: bag, hold all\nlost @things|coat", "lost hold all", true)]
    [InlineData("@things: bag, hold all\nlost @things|coat", "lost coat", true)]
    [InlineData("# lost\nfound", "lost", false)]
    [InlineData("found # lost", "found", true)]
    [InlineData("what's lost", "what\u2019s lost", true)]
    public void ParseOrThrow_Pattern_MatchesAsWritten(string table, string text, bool matches)
    {
        var vocabulary = new Vocabulary();
        vocabulary.AddOpener("hello");
        var parsed = PatternTableParser.ParseOrThrow("t.txt", table, vocabulary);

        Assert.Equal(matches, parsed.Matches(QuestionWords.Read(text, vocabulary, new int[QuestionWords.MostIn(text.Length)])));
    }

    [Theory]
    [InlineData("ok\n@a", 2, "@a is not there")]
    [InlineData("@a: b\n@a: c\nx", 2, "@a is there already")]
    [InlineData("@a: b,\nx", 1, "''")]
    [InlineData("ok\n\n@b ok", 3, "@b is not there")]
    [InlineData("~2 lost", 1, "begin with words")]
    [InlineData("!lost luggage", 1, "begin with words")]
    [InlineData("lost?", 1, "begin with words")]
    [InlineData("^", 1, "begin with words")]
    [InlineData("lost ~x", 1, "~1 to ~9")]
    [InlineData("lost ~0", 1, "~1 to ~9")]
    [InlineData("lost ~10", 1, "~1 to ~9")]
    [InlineData("lost $ luggage", 1, "'$'")]
    [InlineData("lost ^ luggage", 1, "'^'")]
    [InlineData("lost e-mail", 1, "'e-mail'")]
    [InlineData("lost a||b", 1, "''")]
    [InlineData("lost !", 1, "''")]
    [InlineData("# nothing", 1, "no pattern")]
    public void ParseOrThrow_BrokenLine_NamesFileAndLine(string table, int line, string mistake)
    {
        var thrown = Assert.Throws<InvalidTableException>(() => PatternTableParser.ParseOrThrow("t.txt", table, new Vocabulary()));

        Assert.StartsWith($"t.txt, line {line}: ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(mistake, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrThrow_BrokenShippedTable_NamesTheFile()
    {
        var thrown = Assert.Throws<InvalidTableException>(() =>
            CacheabilityRules.LoadOrThrow(file => file == "time_sensitive.txt" ? "~1" : EmbeddedTables.ReadOrThrow(file)));

        Assert.StartsWith("time_sensitive.txt, line 1: ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadOrThrow_NoSuchTable_NamesIt() =>
        Assert.Contains("none.txt", Assert.Throws<InvalidTableException>(() => EmbeddedTables.ReadOrThrow("none.txt")).Message, StringComparison.Ordinal);
}
