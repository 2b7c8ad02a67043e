namespace SemanticCache.Onnx.Manifests;

/// <summary>What a model folder's <c>manifest.json</c> says about its model.</summary>
internal sealed record ModelManifest
{
    /// <summary>The file's name in a model folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The name of the model's file in a model folder.</summary>
    public const string ModelFileName = "model.onnx";

    /// <summary>The task of an embedder.</summary>
    public const string EmbedTask = "embed";

    /// <summary>The task of a verifier.</summary>
    public const string VerifyTask = "verify";

    /// <summary>The model's name; part of the fingerprint.</summary>
    public string Id { get; set; } = "";

    /// <summary>What the model does: <see cref="EmbedTask"/> or <see cref="VerifyTask"/>.</summary>
    public string Task { get; set; } = "";

    /// <summary>The graph's inputs: <c>input_ids</c>, <c>attention_mask</c> and possibly <c>token_type_ids</c>.</summary>
    public IReadOnlyList<string> Inputs { get; set; } = [];

    /// <summary>The graph's output that is read.</summary>
    public string Output { get; set; } = "";

    /// <summary>How token vectors become one: <c>mean</c>, <c>cls</c>, or text that starts with <c>none</c> when the graph does it.</summary>
    public string Pooling { get; set; } = "";

    /// <summary>Whether the vector still has to be L2-normalised.</summary>
    public bool Normalize { get; set; }

    /// <summary>The number of dimensions of a vector; embedders only.</summary>
    public int Dimension { get; set; }

    /// <summary>The longest input in tokens, with the special ones.</summary>
    public int MaxTokens { get; set; }

    /// <summary>The longest question of a pair in tokens, without the special ones; verifiers only.</summary>
    public int MaxTokensEach { get; set; }

    /// <summary>How text becomes tokens.</summary>
    public TokenizerManifest? Tokenizer { get; set; }

    /// <summary>The default similarity thresholds; embedders only.</summary>
    public SimilarityThresholds? SimilarityThreshold { get; set; }

    /// <summary>The default minimum confidence in [0, 1]; verifiers only.</summary>
    public float? MinimumConfidence { get; set; }

    /// <summary>Size and checksum of each file of the folder, by name.</summary>
    public IReadOnlyDictionary<string, ModelFile> Files { get; set; } = new Dictionary<string, ModelFile>();
}
