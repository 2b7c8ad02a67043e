using System.Numerics.Tensors;
using System.Text.Json;
using SemanticCache.Core.Embedding;
using SemanticCache.TestUtils;

namespace SemanticCache.Onnx.Tests;

/// <summary>Reads the models' reference outputs and compares with them.</summary>
internal static class References
{
    /// <summary>The reference cut its one over-long text to so many tokens, where ours refuses; no other is that long.</summary>
    private const int CutTokens = 64;

    /// <summary>The token of everything that the vocabulary lacks, which ours refuses; the reference has one text with it.</summary>
    private const int UnknownToken = 100;

    public static IReadOnlyList<(string Text, float[] Vector)> Vectors(string folder) =>
        [.. Lines(folder).Where(line => IsRead(line.GetProperty("ids"))).Select(line => (
            line.GetProperty("text").GetString()!,
            line.GetProperty("vector").EnumerateArray().Select(value => value.GetSingle()).ToArray()))];

    public static IReadOnlyList<(string First, string Second, float Probability)> Pairs(string folder) =>
        [.. Lines(folder).Select(line => (
            line.GetProperty("text_a").GetString()!,
            line.GetProperty("text_b").GetString()!,
            line.GetProperty("probability").GetSingle()))];

    public static string Shipped(string id) => Path.Combine(RepositoryPaths.Embeddings, id);

    public static string OnesOwnOrSkip()
    {
        var folder = Path.Combine(RepositoryPaths.Shared, "model", "all-MiniLM-L6-v2");
        Assert.SkipUnless(Directory.Exists(folder), "The shared folder with model/all-MiniLM-L6-v2 is not beside the checkout.");
        return folder;
    }

    public static float Cosine(EmbeddingResult result, ReadOnlySpan<float> vector) =>
        TensorPrimitives.CosineSimilarity(result.Vector.Span, vector);

    private static bool IsRead(JsonElement ids) =>
        ids.GetArrayLength() < CutTokens && ids.EnumerateArray().All(id => id.GetInt32() != UnknownToken);

    private static IEnumerable<JsonElement> Lines(string folder) =>
        File.ReadLines(Path.Combine(folder, "reference.jsonl")).Select(line => JsonDocument.Parse(line).RootElement);
}
