using SemanticCache.Evaluation.Intents;
using SemanticCache.TestUtils;

namespace SemanticCache.Quality;

public sealed class IntentFileTests : IDisposable
{
    private readonly TableText _tables = new();

    [Fact]
    public void Read_WordingTwice_IsOneUtteranceWithBothIntents()
    {
        var file = IntentFile.ReadOrThrow(_tables.Write("some.tsv", "text|label|split", "hi|greet|train", "hi  there|greet|test", "hi|small_talk|test", "hi|greet|dev"));

        Assert.Equal(["hi", "hi there"], file.Utterances.Select(utterance => utterance.Text));
        Assert.Equal(["greet", "small_talk"], file.Utterances[0].Intents);
        Assert.False(file.Utterances[0].IsMeantOtherwise(file.Utterances[1]));
    }

    [Theory]
    [InlineData("text|intent", "pay|bank:pay", "bank")]
    [InlineData("text|intent", "pay|pay", "")]
    [InlineData("text|cluster|domain", "pay|12|bank", "bank")]
    public void Read_DomainInColumnOrIntent_IsFound(string header, string row, string domain) =>
        Assert.Equal(domain, Assert.Single(IntentFile.ReadOrThrow(_tables.Write("some.tsv", header, row)).Utterances).Domain);

    [Theory]
    [InlineData("words|label", "hi|greet", "line 1: has no column for the utterance")]
    [InlineData("text|kind", "hi|greet", "line 1: has no column for the intent")]
    [InlineData("text|label", "hi|", "line 2, column label: is empty")]
    [InlineData("text|label", "hi|greet|more", "line 2: has 3 columns")]
    public void Read_Mistake_NamesFileLineAndColumn(string header, string row, string place)
    {
        var path = _tables.Write("some.tsv", header, row);

        var mistake = Assert.Throws<InvalidDataException>(() => IntentFile.ReadOrThrow(path));

        Assert.StartsWith($"{path}, {place}", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("banking77/utterances.tsv", 77)]
    [InlineData("clinc150/utterances.tsv", 151)]
    [InlineData("hwu64/utterances.tsv", 64)]
    [InlineData("bitext-support/utterances.tsv", 27)]
    public void Read_SharedIntents_FindsThemAll(string name, int intents)
    {
        var path = Path.Combine(RepositoryPaths.Shared, "data", "intents", name);
        Assert.SkipUnless(File.Exists(path), $"The shared test material has no data/intents/{name}.");

        Assert.Equal(intents, IntentFile.ReadOrThrow(path).Utterances.SelectMany(utterance => utterance.Intents).Distinct().Count());
    }

    public void Dispose() => _tables.Dispose();
}
