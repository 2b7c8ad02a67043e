using System.Collections.Immutable;
using System.Text.Json;

namespace SemanticCache.Evaluation.Replay;

/// <summary>Reads the labelled questions of a folder: <c>*.jsonl</c> files, one domain each and one cluster a line.</summary>
internal static class ReplayFolder
{
    /// <summary>Reads every cluster.</summary>
    /// <exception cref="InvalidDataException">There are no files, or a line is no cluster; names file, line and member.</exception>
    public static IReadOnlyList<ReplayCluster> ReadOrThrow(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).ToArray() : [];
        if (files.Length == 0)
        {
            throw new InvalidDataException($"There is no *.jsonl file in '{folder}': give a folder of replay files, such as tests/SemanticCache.Quality/replay.");
        }

        var clusters = files.SelectMany(ReadFile).ToArray();
        var twice = clusters.CountBy(cluster => cluster.Id).FirstOrDefault(count => count.Value > 1).Key;
        return twice is null ? clusters : throw new InvalidDataException($"{folder}: the id '{twice}' stands twice.");
    }

    private static IEnumerable<ReplayCluster> ReadFile(string file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return ReadLine(line, Path.GetFileNameWithoutExtension(file), $"{file}, line {number}");
            }
        }
    }

    private static ReplayCluster ReadLine(string line, string domain, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return new ReplayCluster
            {
                Id = Text(root, "id", place),
                Domain = domain,
                Answer = Text(root, "answer", place),
                Questions = Questions(root, place),
                NearMisses = [.. Items(root, "near_misses").Select(miss => new NearMiss(Text(miss, "question", place), Text(miss, "kind", place)))],
                NearHits = [.. Items(root, "near_hits").Select(hit => NearHitOf(hit, place))],
            };
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{place}: is not JSON: {exception.Message}", exception);
        }
    }

    private static ImmutableArray<string> Questions(JsonElement root, string place)
    {
        var questions = Items(root, "questions").Select(question => question.ValueKind is JsonValueKind.String ? question.GetString()! : "").ToImmutableArray();
        return questions.Length > 0 && questions.All(question => question.Length > 0)
            ? questions
            : throw new InvalidDataException($"{place}: questions: must be at least one text, none empty.");
    }

    private static NearHit NearHitOf(JsonElement hit, string place) =>
        hit.ValueKind is JsonValueKind.Array && hit.GetArrayLength() == 2 && hit.EnumerateArray().All(text => text.ValueKind is JsonValueKind.String)
            ? new NearHit(hit[0].GetString()!, hit[1].GetString()!)
            : throw new InvalidDataException($"{place}: near_hits: each must be a pair of texts.");

    private static string Text(JsonElement element, string member, string place) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(member, out var text) && text.ValueKind is JsonValueKind.String && text.GetString() is { Length: > 0 } value
            ? value
            : throw new InvalidDataException($"{place}: {member}: must be a text.");

    private static JsonElement.ArrayEnumerator Items(JsonElement root, string member) =>
        root.ValueKind is JsonValueKind.Object && root.TryGetProperty(member, out var items) && items.ValueKind is JsonValueKind.Array ? items.EnumerateArray() : default;
}
