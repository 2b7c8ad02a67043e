namespace SemanticCache.Onnx.Manifests;

/// <summary>How a model's text becomes tokens.</summary>
internal sealed record TokenizerManifest
{
    /// <summary>The only supported kind.</summary>
    public const string WordPiece = "wordpiece";

    /// <summary>The kind of tokenizer: <see cref="WordPiece"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The vocabulary's file: one token a line, the line number is the id.</summary>
    public string Vocab { get; set; } = "vocab.txt";

    /// <summary>Whether text is lower-cased first.</summary>
    public bool Lowercase { get; set; } = true;

    /// <summary>Whether accents are removed first.</summary>
    public bool StripAccents { get; set; } = true;

    /// <summary>The token before the first text.</summary>
    public string Cls { get; set; } = "[CLS]";

    /// <summary>The token after each text.</summary>
    public string Sep { get; set; } = "[SEP]";

    /// <summary>The token of a word that the vocabulary cannot spell.</summary>
    public string Unk { get; set; } = "[UNK]";

    /// <summary>The token that fills a batch's shorter texts.</summary>
    public string Pad { get; set; } = "[PAD]";
}
