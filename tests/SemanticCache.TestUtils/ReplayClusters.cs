using System.Text.Json;

namespace SemanticCache.TestUtils;

/// <summary>Reads the replay set.</summary>
public static class ReplayClusters
{
    /// <summary>Reads the clusters of every file of a folder, in the order of the files' names.</summary>
    public static IReadOnlyList<ReplayCluster> Load(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(line => line.Length > 0).Select(Read)];

    private static ReplayCluster Read(string line)
    {
        using var cluster = JsonDocument.Parse(line);
        var root = cluster.RootElement;
        return new ReplayCluster(
            root.GetProperty("id").GetString()!,
            root.GetProperty("answer").GetString()!,
            [.. root.GetProperty("questions").EnumerateArray().Select(question => question.GetString()!)]);
    }
}
