using SemanticCache.Onnx.Manifests;

namespace SemanticCache.Onnx;

/// <summary>Finds and opens the model folders that the options name.</summary>
internal static class ModelLocator
{
    private const string EmbedderKey = $"{OnnxOptions.SectionName}:{nameof(OnnxOptions.Embedder)}";
    private const string VerifierKey = $"{OnnxOptions.SectionName}:{nameof(OnnxOptions.Verifier)}";

    /// <summary>Opens the embedder's folder; throws <see cref="InvalidModelException"/> where there is none or it has mistakes.</summary>
    public static ModelFolder OpenEmbedderOrThrow(OnnxOptions options)
    {
        var directory = Resolve(options.Directory);
        return options.Embedder is { } name
            ? OpenNamedOrThrow(directory, name, EmbedderKey, ModelManifest.EmbedTask)
            : OpenDefaultEmbedderOrThrow(directory);
    }

    /// <summary>
    /// Opens the verifier's folder, null where the options or the registry want none;
    /// throws <see cref="InvalidModelException"/> where the named one is not there or has mistakes.
    /// </summary>
    public static ModelFolder? OpenVerifierOrThrow(OnnxOptions options)
    {
        if (options.Verifier is "")
        {
            return null;
        }

        var directory = Resolve(options.Directory);
        if (options.Verifier is { } name)
        {
            return OpenNamedOrThrow(directory, name, VerifierKey, ModelManifest.VerifyTask);
        }

        var registry = ModelRegistry.ReadOrThrow(directory);
        return registry.Verifier.Length == 0
            ? null
            : OpenRegisteredOrThrow(directory, registry.Find(registry.Verifier)!, ModelManifest.VerifyTask);
    }

    private static ModelFolder OpenDefaultEmbedderOrThrow(string directory)
    {
        var registry = ModelRegistry.ReadOrThrow(directory);
        return OpenRegisteredOrThrow(directory, registry.Find(registry.Embedder)!, ModelManifest.EmbedTask);
    }

    private static ModelFolder OpenNamedOrThrow(string directory, string name, string key, string task)
    {
        // One's own folder needs no registry.
        var hasRegistry = File.Exists(Path.Combine(directory, ModelRegistry.FileName));
        var registry = hasRegistry ? ModelRegistry.ReadOrThrow(directory) : new ModelRegistry();
        if (registry.Find(name) is { } model)
        {
            return OpenRegisteredOrThrow(directory, model, task);
        }

        string[] places = [Path.Combine(directory, name), Resolve(name)];
        if (places.FirstOrDefault(Directory.Exists) is { } folder)
        {
            return ModelFolder.OpenOrThrow(folder, task);
        }

        var ids = string.Join(", ", registry.Models.Select(known => known.Id));
        throw new InvalidModelException($"{key}: \"{name}\" is neither a folder nor a model of {directory}, which has: {ids}");
    }

    private static ModelFolder OpenRegisteredOrThrow(string directory, RegisteredModel model, string task)
    {
        var opened = ModelFolder.OpenOrThrow(Path.Combine(directory, model.Folder), task);
        var path = Path.Combine(directory, ModelRegistry.FileName);
        var mistakes = new List<string>();
        if (opened.Manifest.Id != model.Id)
        {
            mistakes.Add($"{path}: {model.Id}: id: the manifest of {opened.Directory} says \"{opened.Manifest.Id}\"");
        }

        var found = opened.Manifest.Files[ModelManifest.ModelFileName].Sha256;
        if (model.Sha256.Length > 0 && !model.Sha256.Equals(found, StringComparison.OrdinalIgnoreCase))
        {
            mistakes.Add($"{path}: {model.Id}: sha256: expected {model.Sha256}, the manifest of {opened.Directory} says {found}");
        }

        return mistakes.Count == 0 ? opened : throw new InvalidModelException(mistakes);
    }

    private static string Resolve(string path)
    {
        var besideProgram = Path.Combine(AppContext.BaseDirectory, path);
        return Directory.Exists(besideProgram) ? besideProgram : Path.GetFullPath(path);
    }
}
