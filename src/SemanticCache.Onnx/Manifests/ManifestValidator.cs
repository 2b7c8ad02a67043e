namespace SemanticCache.Onnx.Manifests;

/// <summary>Finds every mistake of a manifest, so that its author need not fix them one start at a time.</summary>
internal static class ManifestValidator
{
    /// <summary>The largest accepted number of dimensions.</summary>
    public const int MaximumDimension = 4096;

    /// <summary>The largest accepted window in tokens.</summary>
    public const int MaximumTokens = 8192;

    private const int MinimumTokens = 3;
    private const int Sha256Digits = 64;

    private static readonly string[] KnownInputs = [BertInputs.Ids, BertInputs.Mask, BertInputs.Segments];

    /// <summary>Lists the mistakes as "field: what is wrong"; none for a usable manifest.</summary>
    public static IReadOnlyList<string> FindMistakes(ModelManifest manifest)
    {
        var mistakes = new List<string>();
        CheckModel(manifest, mistakes);
        CheckTokenizer(manifest.Tokenizer, mistakes);
        CheckFiles(manifest, mistakes);
        switch (manifest.Task)
        {
            case ModelManifest.EmbedTask:
                CheckEmbedder(manifest, mistakes);
                break;
            case ModelManifest.VerifyTask:
                CheckVerifier(manifest, mistakes);
                break;
            default:
                mistakes.Add($"task: must be \"embed\" or \"verify\", is \"{manifest.Task}\"");
                break;
        }

        return mistakes;
    }

    private static void CheckModel(ModelManifest manifest, List<string> mistakes)
    {
        CheckText("id", manifest.Id, mistakes);
        CheckText("output", manifest.Output, mistakes);
        if (manifest.MaxTokens is < MinimumTokens or > MaximumTokens)
        {
            mistakes.Add($"max_tokens: must be between {MinimumTokens} and {MaximumTokens}, is {manifest.MaxTokens}");
        }

        foreach (var unknown in manifest.Inputs.Except(KnownInputs))
        {
            mistakes.Add($"inputs: \"{unknown}\" is not one of {string.Join(", ", KnownInputs)}");
        }

        foreach (var missing in new[] { BertInputs.Ids, BertInputs.Mask }.Except(manifest.Inputs))
        {
            mistakes.Add($"inputs: \"{missing}\" is missing");
        }
    }

    private static void CheckEmbedder(ModelManifest manifest, List<string> mistakes)
    {
        if (manifest.Dimension is < 1 or > MaximumDimension)
        {
            mistakes.Add($"dimension: must be between 1 and {MaximumDimension}, is {manifest.Dimension}");
        }

        if (Pooling.TryParse(manifest.Pooling) is null)
        {
            mistakes.Add($"pooling: must be \"mean\", \"cls\" or begin with \"none\", is \"{manifest.Pooling}\"");
        }

        CheckShare("similarity_threshold.threshold", manifest.SimilarityThreshold?.Threshold, mistakes);
        CheckShare("similarity_threshold.verified", manifest.SimilarityThreshold?.Verified, mistakes);
    }

    private static void CheckVerifier(ModelManifest manifest, List<string> mistakes)
    {
        CheckShare("minimum_confidence", manifest.MinimumConfidence, mistakes);
        if (manifest.MaxTokensEach < 1 || manifest.MaxTokensEach > manifest.MaxTokens)
        {
            mistakes.Add($"max_tokens_each: must be between 1 and max_tokens, is {manifest.MaxTokensEach}");
        }

        if (!manifest.Inputs.Contains(BertInputs.Segments))
        {
            mistakes.Add($"inputs: \"{BertInputs.Segments}\" is missing; a verifier reads two segments");
        }
    }

    private static void CheckTokenizer(TokenizerManifest? tokenizer, List<string> mistakes)
    {
        if (tokenizer is null)
        {
            mistakes.Add("tokenizer: is missing");
            return;
        }

        if (tokenizer.Kind != TokenizerManifest.WordPiece)
        {
            mistakes.Add($"tokenizer.kind: must be \"{TokenizerManifest.WordPiece}\", is \"{tokenizer.Kind}\"");
        }

        CheckFileName("tokenizer.vocab", tokenizer.Vocab, mistakes);
        CheckText("tokenizer.cls", tokenizer.Cls, mistakes);
        CheckText("tokenizer.sep", tokenizer.Sep, mistakes);
        CheckText("tokenizer.unk", tokenizer.Unk, mistakes);
        CheckText("tokenizer.pad", tokenizer.Pad, mistakes);
    }

    private static void CheckFiles(ModelManifest manifest, List<string> mistakes)
    {
        foreach (var (name, file) in manifest.Files)
        {
            CheckFileName($"files[\"{name}\"]", name, mistakes);
            if (file.Bytes < 1)
            {
                mistakes.Add($"files[\"{name}\"].bytes: must be at least 1, is {file.Bytes}");
            }

            if (file.Sha256 is not { Length: Sha256Digits } || !file.Sha256.All(char.IsAsciiHexDigit))
            {
                mistakes.Add($"files[\"{name}\"].sha256: must be {Sha256Digits} hexadecimal digits, is \"{file.Sha256}\"");
            }
        }

        foreach (var needed in new[] { ModelManifest.ModelFileName, manifest.Tokenizer?.Vocab ?? "vocab.txt" })
        {
            if (!manifest.Files.ContainsKey(needed))
            {
                mistakes.Add($"files: \"{needed}\" is missing");
            }
        }
    }

    private static void CheckText(string field, string value, List<string> mistakes)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            mistakes.Add($"{field}: must not be empty");
        }
    }

    private static void CheckFileName(string field, string value, List<string> mistakes)
    {
        if (value.Length == 0 || value is "." or ".." || value.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            mistakes.Add($"{field}: must be the name of a file in the model's folder, is \"{value}\"");
        }
    }

    private static void CheckShare(string field, float? value, List<string> mistakes)
    {
        if (value is not (>= 0 and <= 1))
        {
            var found = value is null ? "is missing" : FormattableString.Invariant($"is {value}");
            mistakes.Add($"{field}: must be between 0 and 1, {found}");
        }
    }
}
