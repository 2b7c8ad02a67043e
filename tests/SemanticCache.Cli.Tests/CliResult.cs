using System.Text.Json;

namespace SemanticCache.Cli.Tests;

/// <summary>What a command line brought.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output, which must be exactly one JSON object on one line.</summary>
    public JsonElement Json
    {
        get
        {
            Assert.Single(Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            using var document = JsonDocument.Parse(Output);
            Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
            return document.RootElement.Clone();
        }
    }

    /// <summary>The object's keys, in order.</summary>
    public IReadOnlyList<string> Keys => [.. Json.EnumerateObject().Select(property => property.Name)];
}
