using SemanticCache.TestUtils;

namespace SemanticCache.Cli.Tests.Quality;

public sealed class EvalTablesTests
{
    private static readonly string Tables = Path.Combine(RepositoryPaths.Root, "tests", "SemanticCache.Quality", "tables");
    private static readonly string Pairs = Path.Combine(Tables, "pairs.tsv");
    private static readonly string Intents = Path.Combine(Tables, "intents.tsv");

    [Fact]
    public async Task Pairs_ThresholdZeroWithoutGuards_ServesAllAndWritesTheMistakes()
    {
        var mistakes = Path.GetTempFileName();

        var result = await CommandLine.RunAsync(
            "eval", "--pairs", Pairs, "--decision", "threshold", "--threshold", "0", "--guards", "none", "--mistakes", mistakes, "--output", "json");

        Assert.Equal(0, result.ExitCode);
        var conditions = result.Json.GetProperty("conditions");
        Assert.Equal("threshold", conditions.GetProperty("decision").GetString());
        Assert.Equal("unknown", conditions.GetProperty("answers").GetString());
        var file = Assert.Single(result.Json.GetProperty("files").EnumerateArray());
        Assert.Equal("tables/pairs", file.GetProperty("file").GetString());
        Assert.Equal((9, 8, 1), (file.GetProperty("in_file").GetInt32(), file.GetProperty("pairs").GetInt32(), file.GetProperty("identical").GetInt32()));
        Assert.Equal(4, file.GetProperty("hit_rate").GetProperty("count").GetInt32());
        Assert.Equal(4, file.GetProperty("accepted").GetProperty("count").GetInt32());
        Assert.Equal(0.5, file.GetProperty("precision").GetProperty("share").GetDouble());
        Assert.Equal(0.2152, file.GetProperty("precision").GetProperty("interval")[0].GetDouble());
        Assert.Equal(4, (await File.ReadAllLinesAsync(mistakes, TestContext.Current.CancellationToken)).Length);
        File.Delete(mistakes);
    }

    [Fact]
    public async Task Pairs_Limit_DrawsSoMany()
    {
        var result = await CommandLine.RunAsync("eval", "--pairs", Pairs, "--limit", "3", "--seed", "2", "--decision", "threshold");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("of 9", result.Output, StringComparison.Ordinal);
        Assert.Contains("No answer is known", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Intents_FolderOrFile_ReportsStoredServedAndOtherIntents()
    {
        var result = await CommandLine.RunAsync(
            "eval", "--intents", Intents, "--limit", "4", "--decision", "threshold", "--threshold", "0", "--guards", "none", "--output", "json");

        Assert.Equal(0, result.ExitCode);
        var file = Assert.Single(result.Json.GetProperty("files").EnumerateArray());
        Assert.Equal(7, file.GetProperty("stored").GetInt32());
        Assert.Equal(4, file.GetProperty("hit_rate").GetProperty("of").GetInt32());
        Assert.Equal(file.GetProperty("hit_rate").GetProperty("count").GetInt32(), file.GetProperty("other_intent_of_hits").GetProperty("of").GetInt32());
    }

    [Theory]
    [InlineData("eval", "Give one of --replay DIR, --pairs FILE and --intents FILE")]
    [InlineData("eval --pairs x --intents y", "Give one of --replay DIR")]
    [InlineData("eval --pairs x --plot y", "--plot means nothing with --pairs")]
    [InlineData("eval --replay x --limit 5", "--limit means nothing with --replay")]
    [InlineData("eval --pairs x --limit 0", "--limit: 0 is not from 1 to")]
    [InlineData("eval --pairs no-such-file", "neither a file nor a folder 'no-such-file'")]
    public async Task Run_UsageMistake_SaysSoAndEndsWithTwo(string line, string expected)
    {
        var result = await CommandLine.RunAsync(line.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Pairs_BrokenLine_IsNamedBeforeAnyModelIsLoaded()
    {
        var result = await CommandLine.RunAsync("eval", "--pairs", Intents, "--models", "no-such-models");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("intents.tsv, line 1: has no column for the stored question", result.Error, StringComparison.Ordinal);
    }
}
