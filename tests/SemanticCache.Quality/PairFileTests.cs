using SemanticCache.Evaluation.Pairs;
using SemanticCache.Evaluation.Tables;
using SemanticCache.TestUtils;

namespace SemanticCache.Quality;

public sealed class PairFileTests : IDisposable
{
    private readonly TableText _tables = new();

    [Theory]
    [InlineData("text_a|text_b|label", "a?|b?|1", true)]
    [InlineData("Label|Text_B|Text_A", "0|b?|a?", false)]
    [InlineData("id|question1|question2|is_duplicate", "7|a?|b?|TRUE", true)]
    [InlineData("sentence1|sentence2|label|note", "a?|b?|not duplicate|", false)]
    [InlineData("text_a|text_b", "a?|b?", true)]
    public void Read_KnownHeaders_FindsQuestionsAndLabel(string header, string row, bool isDuplicate)
    {
        var pair = Assert.Single(PairFile.ReadOrThrow(_tables.Write("set/some.tsv", header, row)).Pairs);

        Assert.Equal(new LabelledPair(2, "a?", "b?", isDuplicate, ""), pair);
    }

    [Fact]
    public void Read_Gzip_IsUnpackedAndNamedForItsFolder()
    {
        var file = PairFile.ReadOrThrow(_tables.Write("set/some.tsv.gz", "text_a|text_b|label|kind", "Is \"it\" on?|Is  it on ?|0|quotes"));

        Assert.Equal("set/some", file.Name);
        Assert.Equal([new LabelledPair(2, "Is \"it\" on?", "Is it on ?", false, "quotes")], file.Pairs);
    }

    [Theory]
    [InlineData("text_a|text_b|score", "a?|b?|4.5", "line 1: has no column for the label", "text_a, text_b, score")]
    [InlineData("text_a|other|label", "a?|b?|1", "line 1: has no column for the asking question", "text_b")]
    [InlineData("text_a|text_b|label", "a?|b?|maybe", "line 3, column label: 'maybe'", "not duplicate")]
    [InlineData("text_a|text_b|label", "a?| |1", "line 3, column text_b", "is empty")]
    [InlineData("text_a|text_b|label", "a?|1", "line 3: has 2 columns", "3")]
    [InlineData("text_a|text_b|label", "", "line 3: has 1 columns", "3")]
    public void Read_Mistake_NamesFileLineAndColumn(string header, string row, string place, string detail)
    {
        var path = _tables.Write("some.tsv", header, string.Join('|', Enumerable.Repeat("1", header.Split('|').Length)), row);

        var mistake = Assert.Throws<InvalidDataException>(() => PairFile.ReadOrThrow(path));

        Assert.StartsWith($"{path}, {place}", mistake.Message, StringComparison.Ordinal);
        Assert.Contains(detail, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoText_NamesTheFile()
    {
        var path = _tables.Write("plain.tsv", "text_a|text_b");
        File.Move(path, path + ".gz");

        Assert.Contains("plain.tsv.gz", Assert.Throws<InvalidDataException>(() => PairFile.ReadOrThrow(path + ".gz")).Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, [.. "text_a\ttext_b\n"u8, 0xFF, 0xFE, (byte)'\t', (byte)'b']);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => PairFile.ReadOrThrow(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "");
        Assert.Contains("line 1: is empty", Assert.Throws<InvalidDataException>(() => PairFile.ReadOrThrow(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_Folder_AreItsTablesAndThoseBelowInOrder()
    {
        var (second, first) = (_tables.Write("b.tsv", "x"), _tables.Write("a/c.tsv.gz", "x"));
        _tables.Write("notes.md", "x");

        Assert.Equal([first, second], TableFolder.FilesOrThrow(_tables.Folder));
        Assert.Equal([second], TableFolder.FilesOrThrow(second));
        Assert.Contains("neither", Assert.Throws<InvalidDataException>(() => TableFolder.FilesOrThrow(second + "x")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qqp-dev.tsv.gz", 31_766)]
    [InlineData("checklist-dev.tsv.gz", 30_000)]
    [InlineData("cannot-negation/pairs.tsv.gz", 25_948)]
    [InlineData("mrpc/test.tsv", 1_725)]
    [InlineData("disfl-qa/dev.tsv.gz", 1_000)]
    public void Read_SharedPairs_LeavesNoLineOut(string name, int count)
    {
        var path = Path.Combine(RepositoryPaths.Shared, "data", "pairs", name);
        Assert.SkipUnless(File.Exists(path), $"The shared test material has no data/pairs/{name}.");

        Assert.Equal(count, PairFile.ReadOrThrow(path).Pairs.Count);
    }

    public void Dispose() => _tables.Dispose();
}
