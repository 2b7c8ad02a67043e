namespace SemanticCache.Onnx.Manifests;

/// <summary>One model of the registry.</summary>
internal sealed record RegisteredModel
{
    /// <summary>The model's id, as in its manifest.</summary>
    public string Id { get; set; } = "";

    /// <summary>The model's folder, relative to the registry.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The model's task, as in its manifest.</summary>
    public string Task { get; set; } = "";

    /// <summary>The SHA-256 of the model's file; empty to trust the manifest's.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Lists the mistakes as "field: what is wrong".</summary>
    public IEnumerable<string> FindMistakes()
    {
        if (Id.Length == 0)
        {
            yield return "id: must not be empty";
        }

        if (Folder.Length == 0)
        {
            yield return "folder: must not be empty";
        }

        if (Task is not (ModelManifest.EmbedTask or ModelManifest.VerifyTask))
        {
            yield return $"task: must be \"embed\" or \"verify\", is \"{Task}\"";
        }
    }
}
