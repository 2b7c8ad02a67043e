namespace SemanticCache.Onnx.Manifests;

/// <summary>The names of a BERT graph's inputs.</summary>
internal static class BertInputs
{
    /// <summary>The token ids.</summary>
    public const string Ids = "input_ids";

    /// <summary>1 for a token, 0 for padding.</summary>
    public const string Mask = "attention_mask";

    /// <summary>0 for the first text's tokens, 1 for the second's.</summary>
    public const string Segments = "token_type_ids";
}
