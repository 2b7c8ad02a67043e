using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SemanticCache.Onnx.Manifests;

/// <summary>A folder with a model, its vocabulary and its manifest, all verified.</summary>
internal sealed class ModelFolder
{
    private const int FingerprintDigits = 16;
    private const string CalibrationFileName = "calibration.json";

    private ModelFolder(string directory, ModelManifest manifest)
    {
        Directory = directory;
        Manifest = manifest;
        Tokenizer = manifest.Tokenizer!;
        Fingerprint = ComputeFingerprint();
    }

    /// <summary>The folder.</summary>
    public string Directory { get; }

    /// <summary>The valid manifest.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>How text becomes tokens.</summary>
    public TokenizerManifest Tokenizer { get; }

    /// <summary>The id and 16 hexadecimal digits over everything that decides what the model gives for a text.</summary>
    public string Fingerprint { get; }

    /// <summary>The model's file.</summary>
    public string ModelPath => Path.Combine(Directory, ModelManifest.ModelFileName);

    /// <summary>The vocabulary's file.</summary>
    public string VocabularyPath => Path.Combine(Directory, Tokenizer.Vocab);

    /// <summary>The calibration that lies beside the model; null without one.</summary>
    public string? CalibrationPath => Path.Combine(Directory, CalibrationFileName) is var path && File.Exists(path) ? path : null;

    /// <summary>
    /// Reads a folder for a task, checks its manifest and then the size and SHA-256 of each file;
    /// throws <see cref="InvalidModelException"/> with every mistake.
    /// </summary>
    public static ModelFolder OpenOrThrow(string directory, string task)
    {
        var manifestPath = Path.Combine(directory, ModelManifest.FileName);
        var manifest = ModelJsonFile.ReadOrThrow(manifestPath, ManifestJson.Default.ModelManifest);
        var mistakes = ManifestValidator.FindMistakes(manifest).Select(mistake => $"{manifestPath}: {mistake}").ToList();
        if (mistakes.Count == 0 && manifest.Task != task)
        {
            mistakes.Add($"{manifestPath}: task: a model with the task \"{task}\" is needed, is \"{manifest.Task}\"");
        }

        if (mistakes.Count == 0)
        {
            mistakes.AddRange(manifest.Files.Select(file => FindMistake(Path.Combine(directory, file.Key), file.Value)).OfType<string>());
        }

        return mistakes.Count == 0 ? new ModelFolder(directory, manifest) : throw new InvalidModelException(mistakes);
    }

    private static string? FindMistake(string path, ModelFile expected)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length != expected.Bytes)
            {
                return FormattableString.Invariant($"{path}: expected {expected.Bytes} bytes, found {stream.Length}");
            }

            var found = Convert.ToHexStringLower(SHA256.HashData(stream));
            return found.Equals(expected.Sha256, StringComparison.OrdinalIgnoreCase)
                ? null
                : $"{path}: expected the SHA-256 {expected.Sha256}, found {found}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{path}: cannot be read: {exception.Message}";
        }
    }

    private string ComputeFingerprint()
    {
        var parts = string.Join(
            '\n',
            Manifest.Files[ModelManifest.ModelFileName].Sha256.ToLowerInvariant(),
            Manifest.Files[Tokenizer.Vocab].Sha256.ToLowerInvariant(),
            Pooling.TryParse(Manifest.Pooling)?.Name,
            Manifest.Normalize.ToString(CultureInfo.InvariantCulture),
            Tokenizer.Lowercase.ToString(CultureInfo.InvariantCulture),
            Tokenizer.StripAccents.ToString(CultureInfo.InvariantCulture),
            Manifest.Output);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)));
        return $"{Manifest.Id}-{hash[..FingerprintDigits]}";
    }
}
