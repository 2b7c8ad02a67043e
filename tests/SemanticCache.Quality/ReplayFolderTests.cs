using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Quality;

public sealed class ReplayFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("replay").FullName;

    [Theory]
    [InlineData("{\"id\": \"a\", \"answer\": \"A.\"}", "questions")]
    [InlineData("{\"id\": \"a\", \"questions\": [\"q\"]}", "answer")]
    [InlineData("{\"id\": \"a\", \"answer\": \"A.\", \"questions\": [\"\"]}", "questions")]
    [InlineData("{\"id\": \"a\", \"answer\": \"A.\", \"questions\": [\"q\"], \"near_hits\": [[\"one\"]]}", "near_hits")]
    [InlineData("not json", "JSON")]
    public void Read_MistakeInALine_NamesFileLineAndMember(string line, string member)
    {
        File.WriteAllText(Path.Combine(_folder, "shop.jsonl"), "\n" + line + "\n");

        var mistake = Assert.Throws<InvalidDataException>(() => ReplayFolder.ReadOrThrow(_folder));

        Assert.Contains("shop.jsonl, line 2", mistake.Message, StringComparison.Ordinal);
        Assert.Contains(member, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFiles_SaysWhatToGive() =>
        Assert.Contains("*.jsonl", Assert.Throws<InvalidDataException>(() => ReplayFolder.ReadOrThrow(_folder)).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
