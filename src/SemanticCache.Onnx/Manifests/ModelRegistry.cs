namespace SemanticCache.Onnx.Manifests;

/// <summary>What <c>models.json</c> says: which model folders there are and which are the defaults.</summary>
internal sealed record ModelRegistry
{
    /// <summary>The file's name in the folder of models.</summary>
    public const string FileName = "models.json";

    /// <summary>The id of the default embedder.</summary>
    public string Embedder { get; set; } = "";

    /// <summary>The id of the default verifier; empty for none.</summary>
    public string Verifier { get; set; } = "";

    /// <summary>The models.</summary>
    public IReadOnlyList<RegisteredModel> Models { get; set; } = [];

    /// <summary>Reads the registry of a folder; throws <see cref="InvalidModelException"/> with every mistake.</summary>
    public static ModelRegistry ReadOrThrow(string directory)
    {
        var path = Path.Combine(directory, FileName);
        var registry = ModelJsonFile.ReadOrThrow(path, ManifestJson.Default.ModelRegistry);
        var mistakes = registry.FindMistakes().Select(mistake => $"{path}: {mistake}").ToArray();
        return mistakes.Length == 0 ? registry : throw new InvalidModelException(mistakes);
    }

    /// <summary>The model of that id; null where there is none.</summary>
    public RegisteredModel? Find(string id) => Models.FirstOrDefault(model => model.Id == id);

    private IEnumerable<string> FindMistakes()
    {
        for (var i = 0; i < Models.Count; i++)
        {
            foreach (var mistake in Models[i].FindMistakes())
            {
                yield return $"models[{i}].{mistake}";
            }

            if (Find(Models[i].Id) != Models[i])
            {
                yield return $"models[{i}].id: \"{Models[i].Id}\" is there twice";
            }
        }

        if (Find(Embedder)?.Task != ModelManifest.EmbedTask)
        {
            yield return $"embedder: \"{Embedder}\" is not the id of a model with the task \"{ModelManifest.EmbedTask}\"";
        }

        if (Verifier.Length > 0 && Find(Verifier)?.Task != ModelManifest.VerifyTask)
        {
            yield return $"verifier: \"{Verifier}\" is not the id of a model with the task \"{ModelManifest.VerifyTask}\"";
        }
    }
}
