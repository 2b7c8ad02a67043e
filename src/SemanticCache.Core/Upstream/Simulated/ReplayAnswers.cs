using System.Text.Json;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Upstream.Simulated;

/// <summary>The answers of a folder of replay files, by question.</summary>
internal sealed class ReplayAnswers
{
    private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal);

    /// <summary>Reads every <c>*.jsonl</c> file of a folder; of a question that stands twice, the first answer counts.</summary>
    public static ReplayAnswers Load(string folder)
    {
        var answers = new ReplayAnswers();
        foreach (var file in Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
            {
                answers.AddCluster(line);
            }
        }

        return answers;
    }

    /// <summary>Returns the answer to a question, or null.</summary>
    public string? Find(string question) => _answers.GetValueOrDefault(CanonicalText.Of(question));

    private void AddCluster(string line)
    {
        using var cluster = JsonDocument.Parse(line);
        var answer = cluster.RootElement.GetProperty("answer").GetString() ?? "";
        foreach (var question in cluster.RootElement.GetProperty("questions").EnumerateArray())
        {
            _answers.TryAdd(CanonicalText.Of(question.GetString() ?? ""), answer);
        }
    }
}
