namespace SemanticCache.Onnx.Tokens;

/// <summary>A model's input as token ids, with the special ones.</summary>
/// <param name="Ids">The ids, without padding.</param>
/// <param name="SecondStart">Where the second text of a pair begins; the length where there is only one text.</param>
internal readonly record struct EncodedText(int[] Ids, int SecondStart);
