using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using SemanticCache.Core.Embedding;
using SemanticCache.Onnx.Manifests;

namespace SemanticCache.Onnx.Tests.Manifests;

/// <summary>Real models under manifests that do not fit them, which only the graph can tell.</summary>
public sealed class MisdescribedModelTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("semcache-misdescribed-").FullName;

    [Theory]
    [InlineData("output", "\"logits\"", "output: the graph has no output \"logits\"")]
    [InlineData("inputs", """["input_ids","attention_mask","token_type_ids"]""", "inputs: the graph has no input \"token_type_ids\"")]
    [InlineData("pooling", "\"mean\"", "pooling: \"mean\" needs an output of 3 dimensions, \"sentence_embedding\" has 2")]
    [InlineData("dimension", "383", "dimension, output, max_tokens or the vocabulary do not fit the graph")]
    [InlineData("max_tokens", "1024", "dimension, output, max_tokens or the vocabulary do not fit the graph")]
    public void LoadOrThrow_ShippedEmbedder_NamesTheWrongField(string field, string json, string mistake) =>
        AssertMistake(References.Shipped("semcache-embed-en-v1"), field, json, mistake);

    [Theory]
    [InlineData("inputs", """["input_ids","attention_mask"]""", "inputs: the graph's input \"token_type_ids\" is missing")]
    [InlineData("normalize", "false", "normalize: must be true")]
    [InlineData("pooling", "\"none\"", "pooling: \"none\" needs an output of 2 dimensions")]
    public void LoadOrThrow_OnesOwnEmbedder_NamesTheWrongField(string field, string json, string mistake) =>
        AssertMistake(References.OnesOwnOrSkip(), field, json, mistake);

    [Fact]
    public async Task EmbedAsync_PoolingOfTheFirstToken_GivesAnotherUnitVector()
    {
        var folder = References.OnesOwnOrSkip();
        Change(folder, "pooling", "\"cls\"");
        using var embedder = OnnxEmbedder.LoadOrThrow(new OnnxOptions { Embedder = _directory, Parallelism = 1 });

        var (text, mean) = References.Vectors(folder)[0];
        var result = await embedder.EmbedAsync(text, TestContext.Current.CancellationToken);
        Assert.Equal(EmbeddingStatus.Embedded, result.Status);
        Assert.Equal(1, TensorPrimitives.Norm(result.Vector.Span), 0.001f);
        Assert.InRange(References.Cosine(result, mean), 0.1f, 0.98f);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private void AssertMistake(string folder, string field, string json, string mistake)
    {
        Change(folder, field, json);

        var exception = Assert.Throws<InvalidModelException>(() => OnnxEmbedder.LoadOrThrow(new OnnxOptions { Embedder = _directory }));
        Assert.StartsWith($"{Path.Combine(_directory, "manifest.json")}: {mistake}", exception.Message, StringComparison.Ordinal);
    }

    private void Change(string folder, string field, string json)
    {
        foreach (var file in new[] { "model.onnx", "vocab.txt" })
        {
            File.CreateSymbolicLink(Path.Combine(_directory, file), Path.Combine(folder, file));
        }

        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")))!;
        manifest[field] = JsonNode.Parse(json);
        File.WriteAllText(Path.Combine(_directory, "manifest.json"), manifest.ToJsonString());
    }
}
