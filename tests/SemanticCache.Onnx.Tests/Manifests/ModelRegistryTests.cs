using SemanticCache.Onnx.Manifests;
using SemanticCache.TestUtils;

namespace SemanticCache.Onnx.Tests.Manifests;

public sealed class ModelRegistryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("semcache-registry-").FullName;

    [Fact]
    public void ReadOrThrow_Shipped_NamesTheDefaults()
    {
        var registry = ModelRegistry.ReadOrThrow(RepositoryPaths.Embeddings);

        Assert.Equal("semcache-embed-en-v1", registry.Embedder);
        Assert.Equal("semcache-verify-en-v1", registry.Verifier);
    }

    [Fact]
    public void ReadOrThrow_ManyMistakes_ListsAllWithFileAndField()
    {
        var path = Write("""
            {
              "embedder": "none-such", "verifier": "a",
              "models": [{ "id": "a", "folder": "a", "task": "embed" }, { "id": "a", "task": "sing" }]
            }
            """);

        var exception = Assert.Throws<InvalidModelException>(() => ModelRegistry.ReadOrThrow(_directory));
        Assert.Equal(
            [
                $"{path}: models[1].folder: must not be empty",
                $"{path}: models[1].task: must be \"embed\" or \"verify\", is \"sing\"",
                $"{path}: models[1].id: \"a\" is there twice",
                $"{path}: embedder: \"none-such\" is not the id of a model with the task \"embed\"",
                $"{path}: verifier: \"a\" is not the id of a model with the task \"verify\"",
            ],
            exception.Mistakes);
    }

    [Fact]
    public void LoadOrThrow_NoRegistry_NamesTheFile()
    {
        var exception = Assert.Throws<InvalidModelException>(() => OnnxEmbedder.LoadOrThrow(new OnnxOptions { Directory = _directory }));

        Assert.Contains(Path.Combine(_directory, "models.json"), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrThrow_UnknownModel_NamesOptionAndKnownModels()
    {
        var exception = Assert.Throws<InvalidModelException>(() => OnnxEmbedder.LoadOrThrow(new OnnxOptions { Embedder = "none-such" }));

        Assert.StartsWith("Models:Embedder: \"none-such\" is neither", exception.Message, StringComparison.Ordinal);
        Assert.Contains("semcache-embed-en-v1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrThrow_RegistryDisagreesWithManifest_NamesIdAndChecksum()
    {
        using var model = new TemporaryModelFolder();
        model.WriteManifest();
        var sha256 = new string('0', 64);
        var folder = model.Path.Replace('\\', '/');
        Write($$"""
            { "embedder": "other", "models": [{ "id": "other", "folder": "{{folder}}", "task": "embed", "sha256": "{{sha256}}" }] }
            """);

        var exception = Assert.Throws<InvalidModelException>(() => OnnxEmbedder.LoadOrThrow(new OnnxOptions { Directory = _directory }));
        Assert.Equal(2, exception.Mistakes.Count);
        Assert.Contains("other: id: ", exception.Mistakes[0], StringComparison.Ordinal);
        Assert.Contains($"other: sha256: expected {sha256}", exception.Mistakes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrThrow_VerifierSwitchedOff_GivesNone()
    {
        Write("""{ "embedder": "a", "models": [{ "id": "a", "folder": "a", "task": "embed" }] }""");

        Assert.Null(OnnxVerifier.LoadOrThrow(new OnnxOptions { Verifier = "" }));
        Assert.Null(OnnxVerifier.LoadOrThrow(new OnnxOptions { Directory = _directory }));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string Write(string json)
    {
        var path = Path.Combine(_directory, "models.json");
        File.WriteAllText(path, json);
        return path;
    }
}
