using System.Text.Json;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Agreement;

/// <summary>Two answers and what comparing them must find; <c>not_agrees</c> leaves open whether they are found to disagree.</summary>
public sealed record AnswerPair(string Expected, float? Similarity, string Left, string Right)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<AnswerPair> All { get; } =
    [
        .. File.ReadLines(Path.Combine(RepositoryPaths.Root, "tests", "SemanticCache.Core.Tests", "Agreement", "pairs.jsonl"))
            .Select(line => JsonSerializer.Deserialize<AnswerPair>(line, Json)!),
    ];
}
