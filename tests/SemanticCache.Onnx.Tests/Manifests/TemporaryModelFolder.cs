using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SemanticCache.Onnx.Tests.Manifests;

/// <summary>A model folder whose files are right in size and checksum, though its model is only a few bytes.</summary>
internal sealed class TemporaryModelFolder : IDisposable
{
    public TemporaryModelFolder()
    {
        Path = Directory.CreateTempSubdirectory("semcache-model-").FullName;
        Manifest = new JsonObject
        {
            ["id"] = "small",
            ["task"] = "embed",
            ["inputs"] = new JsonArray("input_ids", "attention_mask"),
            ["output"] = "last_hidden_state",
            ["pooling"] = "mean",
            ["normalize"] = true,
            ["dimension"] = 8,
            ["max_tokens"] = 16,
            ["tokenizer"] = new JsonObject { ["kind"] = "wordpiece" },
            ["similarity_threshold"] = new JsonObject { ["threshold"] = 0.9, ["verified"] = 0.5 },
            ["files"] = new JsonObject(),
        };
        Add("model.onnx", "not really a model");
        Add("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nhello\n");
    }

    public string Path { get; }

    public JsonObject Manifest { get; }

    public string ManifestPath => FileIn("manifest.json");

    public string FileIn(string name) => System.IO.Path.Combine(Path, name);

    public void WriteManifest() => File.WriteAllText(ManifestPath, Manifest.ToJsonString());

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Add(string name, string content)
    {
        File.WriteAllText(FileIn(name), content);
        var bytes = File.ReadAllBytes(FileIn(name));
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Manifest["files"]![name] = new JsonObject { ["bytes"] = bytes.Length, ["sha256"] = sha256 };
    }
}
