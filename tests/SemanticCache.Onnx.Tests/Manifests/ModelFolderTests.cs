using System.Text.Json.Nodes;
using SemanticCache.Onnx.Manifests;

namespace SemanticCache.Onnx.Tests.Manifests;

public sealed class ModelFolderTests : IDisposable
{
    private readonly TemporaryModelFolder _folder = new();

    [Fact]
    public void OpenOrThrow_GoodFolder_GivesManifestAndFingerprint()
    {
        var folder = Open();

        Assert.Equal(8, folder.Manifest.Dimension);
        Assert.Matches("^small-[0-9a-f]{16}$", folder.Fingerprint);
    }

    [Theory]
    [InlineData("pooling", "\"cls\"")]
    [InlineData("normalize", "false")]
    [InlineData("tokenizer", """{"kind":"wordpiece","lowercase":false}""")]
    [InlineData("tokenizer", """{"kind":"wordpiece","strip_accents":false}""")]
    public void Fingerprint_PreProcessingChanges_Changes(string field, string json)
    {
        var before = Open().Fingerprint;
        _folder.Manifest[field] = JsonNode.Parse(json);

        Assert.NotEqual(before, Open().Fingerprint);
    }

    [Fact]
    public void Fingerprint_RemarkChanges_Stays()
    {
        _folder.Manifest["pooling"] = "none";
        var before = Open().Fingerprint;
        _folder.Manifest["pooling"] = "none (the graph does it)";
        _folder.Manifest["licence"] = "MIT";

        Assert.Equal(before, Open().Fingerprint);
    }

    [Fact]
    public void OpenOrThrow_ManyMistakes_ListsAllWithFileAndField()
    {
        _folder.Manifest["id"] = "";
        _folder.Manifest["inputs"] = new JsonArray("input_ids", "pixels");
        _folder.Manifest["pooling"] = "max";
        _folder.Manifest["dimension"] = 0;
        _folder.Manifest["max_tokens"] = 2;
        _folder.Manifest["tokenizer"]!["kind"] = "sentencepiece";
        _folder.Manifest["tokenizer"]!["vocab"] = "../vocab.txt";
        _folder.Manifest["similarity_threshold"]!["verified"] = 1.5;
        _folder.Manifest["files"]!["model.onnx"]!["sha256"] = "xyz";

        var mistakes = OpenMistakes();

        Assert.All(mistakes, mistake => Assert.StartsWith($"{_folder.ManifestPath}: ", mistake, StringComparison.Ordinal));
        Assert.Equal(
            [
                "id: must not be empty",
                "max_tokens: must be between 3 and 8192, is 2",
                "inputs: \"pixels\" is not one of input_ids, attention_mask, token_type_ids",
                "inputs: \"attention_mask\" is missing",
                "tokenizer.kind: must be \"wordpiece\", is \"sentencepiece\"",
                "tokenizer.vocab: must be the name of a file in the model's folder, is \"../vocab.txt\"",
                "files[\"model.onnx\"].sha256: must be 64 hexadecimal digits, is \"xyz\"",
                "files: \"../vocab.txt\" is missing",
                "dimension: must be between 1 and 4096, is 0",
                "pooling: must be \"mean\", \"cls\" or begin with \"none\", is \"max\"",
                "similarity_threshold.verified: must be between 0 and 1, is 1.5",
            ],
            mistakes.Select(mistake => mistake[(_folder.ManifestPath.Length + 2)..]));
    }

    [Fact]
    public void OpenOrThrow_VerifierMistakes_ListsAll()
    {
        _folder.Manifest["task"] = "verify";

        Assert.Equal(
            [
                $"{_folder.ManifestPath}: minimum_confidence: must be between 0 and 1, is missing",
                $"{_folder.ManifestPath}: max_tokens_each: must be between 1 and max_tokens, is 0",
                $"{_folder.ManifestPath}: inputs: \"token_type_ids\" is missing; a verifier reads two segments",
            ],
            OpenMistakes());
    }

    [Fact]
    public void OpenOrThrow_OtherTask_SaysSo()
    {
        _folder.WriteManifest();
        var exception = Assert.Throws<InvalidModelException>(() => ModelFolder.OpenOrThrow(_folder.Path, ModelManifest.VerifyTask));

        Assert.Equal($"{_folder.ManifestPath}: task: a model with the task \"verify\" is needed, is \"embed\"", exception.Message);
    }

    [Fact]
    public void OpenOrThrow_FileOfEqualSizeChanged_NamesFileAndBothChecksums()
    {
        File.WriteAllText(_folder.FileIn("model.onnx"), "not really a MODEL");

        var mistake = Assert.Single(OpenMistakes());
        Assert.StartsWith($"{_folder.FileIn("model.onnx")}: expected the SHA-256 ", mistake, StringComparison.Ordinal);
        Assert.Contains((string)_folder.Manifest["files"]!["model.onnx"]!["sha256"]!, mistake, StringComparison.Ordinal);
        Assert.Contains(", found ", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenOrThrow_FilesOfOtherSizeAndAbsent_NamesBoth()
    {
        File.AppendAllText(_folder.FileIn("vocab.txt"), "more");
        File.Delete(_folder.FileIn("model.onnx"));

        var mistakes = OpenMistakes();
        Assert.Equal(2, mistakes.Count);
        Assert.StartsWith($"{_folder.FileIn("model.onnx")}: cannot be read: ", mistakes[0], StringComparison.Ordinal);
        Assert.Equal($"{_folder.FileIn("vocab.txt")}: expected 37 bytes, found 41", mistakes[1]);
    }

    [Theory]
    [InlineData("{ \"id\": ", "$.id")]
    [InlineData("{ \"dimension\": \"many\" }", "$.dimension")]
    [InlineData("{ \"id\": null }", "$.id")]
    [InlineData("null", "is null")]
    public void OpenOrThrow_BrokenJson_NamesFileAndField(string json, string expected)
    {
        File.WriteAllText(_folder.ManifestPath, json);

        var exception = Assert.Throws<InvalidModelException>(() => ModelFolder.OpenOrThrow(_folder.Path, ModelManifest.EmbedTask));
        Assert.StartsWith($"{_folder.ManifestPath}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrThrow_FileIsNoModel_NamesTheFile()
    {
        _folder.WriteManifest();

        var exception = Assert.Throws<InvalidModelException>(() => OnnxEmbedder.LoadOrThrow(new OnnxOptions { Embedder = _folder.Path }));
        Assert.StartsWith($"{_folder.FileIn("model.onnx")}: is no ONNX model", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private ModelFolder Open()
    {
        _folder.WriteManifest();
        return ModelFolder.OpenOrThrow(_folder.Path, ModelManifest.EmbedTask);
    }

    private IReadOnlyList<string> OpenMistakes() => Assert.Throws<InvalidModelException>(Open).Mistakes;
}
