using System.Text.RegularExpressions;
using SemanticCache.TestUtils;

namespace SemanticCache.Cli.Tests;

/// <summary>The administrator's session in the README, typed as it stands there, against a service of its own.</summary>
public sealed partial class ReadmeSessionTests
{
    private const string Heading = "### An administrator's first session";
    private const string Question = "How do I cancel an order I made today?";

    [Fact]
    public async Task Session_OfTheReadme_DoesWhatItSays()
    {
        var service = new ServiceFixture();
        await service.InitializeAsync();
        await using var ended = service;
        var (key, invalidation) = ("", "");
        var outcomes = new List<string>();
        foreach (var line in Session().Where(line => !line.StartsWith("export ", StringComparison.Ordinal)))
        {
            var arguments = Words().Matches(line).Select(word => word.Groups[1].Success ? word.Groups[1].Value : word.Value).Skip(1).ToArray();
            var result = await RunAsync(service, key, [.. arguments.Select(argument => Given(argument, invalidation))]);
            Assert.True(result.ExitCode == 0, $"{line}: {result.Error}");
            key = arguments is ["keys", ..] ? result.Json.GetProperty("secret").GetString()! : key;
            invalidation = arguments is ["invalidate", ..] ? result.Json.GetProperty("invalidation_id").GetString()! : invalidation;
            if (arguments is ["import" or "invalidate" or "undo", ..])
            {
                outcomes.Add((await RunAsync(service, key, ["lookup", Question, "-n", "support-bot"])).Json.GetProperty("outcome").GetString()!);
            }
        }

        Assert.Equal(["semantic_hit", "miss", "semantic_hit"], outcomes.Select(outcome => outcome == "exact_hit" ? "semantic_hit" : outcome));
        Assert.Equal(1, (await RunAsync(service, "", ["lookup", Question, "-n", "support-bot"])).ExitCode);
    }

    private static string[] Session()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "README.md"));
        var block = readme[readme.IndexOf(Heading, StringComparison.Ordinal)..].Split("```")[1];
        return block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    // What the README cannot know: the number that a command printed, and where the repository lies.
    private static string Given(string argument, string invalidation) => argument switch
    {
        _ when argument.EndsWith('…') => invalidation,
        _ when argument.StartsWith("docs/", StringComparison.Ordinal) => Path.Combine(RepositoryPaths.Root, argument),
        _ => argument,
    };

    private static Task<CliResult> RunAsync(ServiceFixture service, string key, string[] arguments) =>
        CommandLine.RunAsync(new Dictionary<string, string> { ["SEMCACHE_API_KEY"] = key }, [.. arguments, "--address", service.Address, "--output", "json"]);

    [GeneratedRegex("\"([^\"]*)\"|\\S+")]
    private static partial Regex Words();
}
