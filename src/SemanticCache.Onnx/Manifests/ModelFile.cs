namespace SemanticCache.Onnx.Manifests;

/// <summary>What a file of a model folder must be.</summary>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256 as 64 hexadecimal digits.</param>
internal sealed record ModelFile(long Bytes, string Sha256);
