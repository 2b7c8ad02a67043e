using SemanticCache.TestUtils;

namespace SemanticCache.Server.Tests.Client;

public sealed class ReadmeTests
{
    [Fact]
    public void Readme_OfThePackage_HoldsTheSampleThatIsCompiledHere()
    {
        var readme = Lines(Path.Combine(RepositoryPaths.Root, "src", "SemanticCache.Client", "README.md"));
        var shown = readme.SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```").ToList();
        var compiled = Lines(Path.Combine(RepositoryPaths.Root, "tests", "SemanticCache.Server.Tests", "Client", nameof(ReadmeSample) + ".cs"));

        Assert.NotEmpty(shown);
        Assert.Contains(string.Join('\n', shown), string.Join('\n', compiled), StringComparison.Ordinal);
    }

    private static List<string> Lines(string path) => [.. File.ReadLines(path).Select(line => line.Trim())];
}
