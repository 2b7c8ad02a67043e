using System.Collections.Immutable;
using System.Text.Json;
using SemanticCache.TestUtils;

namespace SemanticCache.Onnx.Tests.Agreement;

/// <summary>An answer with rewordings of it and with look-alikes of another substance, written for this project.</summary>
/// <param name="Id">The cluster of the replay set that the answer is from.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Agree">The same in other words.</param>
/// <param name="Disagree">Something else in similar words.</param>
public sealed record AnswerCluster(string Id, string Answer, ImmutableArray<string> Agree, ImmutableArray<string> Disagree)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The domain of the cluster.</summary>
    public string Domain => Id.Split('-')[0];

    /// <summary>All wordings of the answer.</summary>
    public IEnumerable<string> Wordings => Agree.Prepend(Answer);

    public static IReadOnlyList<AnswerCluster> Load(string part) =>
    [
        .. File.ReadLines(Path.Combine(RepositoryPaths.Root, "tests", "SemanticCache.Quality", "answers", part + ".jsonl"))
            .Select(line => JsonSerializer.Deserialize<AnswerCluster>(line, Json)!),
    ];
}
