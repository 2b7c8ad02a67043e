namespace SemanticCache.Cli.Tests.Quality;

public sealed class StreamTests
{
    [Fact]
    public async Task Eval_StreamOfASmallSet_RunsThriceAndCountsEveryRequest()
    {
        using var folder = new ReplayFolder();

        var result = await CommandLine.RunAsync("eval", "--replay", folder.Path, "--stream", "--seed", "3", "--output", "json");

        Assert.Equal(0, result.ExitCode);
        var runs = result.Json.GetProperty("runs").EnumerateArray().ToArray();
        Assert.Equal(["without learning", "with learning", "decision learned"], runs.Select(run => run.GetProperty("name").GetString()));
        Assert.All(runs, run =>
        {
            Assert.Equal(7, run.GetProperty("all").GetProperty("requests").GetInt32());
            Assert.Equal(1, run.GetProperty("all").GetProperty("look_alikes").GetInt32());
            Assert.InRange(run.GetProperty("entries").GetInt32(), 2, 6);
        });
    }

    [Fact]
    public async Task Eval_StreamOfTwoFolders_SaysThatItTakesOne()
    {
        using var folder = new ReplayFolder();

        var result = await CommandLine.RunAsync("eval", "--replay", folder.Path, "--replay", folder.Path, "--stream");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--stream takes one --replay folder", result.Error, StringComparison.Ordinal);
    }

    private sealed class ReplayFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("semcache-test-");

        public ReplayFolder() => File.WriteAllLines(System.IO.Path.Combine(Path, "cards.jsonl"),
        [
            """{"id":"1","answer":"Open the app, choose Cards and drag the slider of the limit up.","questions":["How do I raise my card limit?","How can I raise the limit of my card?","raise card limit"],"near_misses":[{"question":"How do I lower my card limit?","kind":"direction"}]}""",
            """{"id":"2","answer":"Choose Block card in the app; a new card comes within five days.","questions":["How do I block a lost card?","I lost my card, how do I block it?","block lost card"]}""",
        ]);

        public string Path => _folder.FullName;

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
