using SemanticCache.Onnx.Manifests;
using SemanticCache.Onnx.Tokens;
using SemanticCache.TestUtils;

namespace SemanticCache.Onnx.Tests.Tokens;

/// <summary>The tokenizers of the shipped models.</summary>
internal static class ShippedEncoder
{
    public static BertTextEncoder Embedder { get; } = Open("semcache-embed-en-v1", ModelManifest.EmbedTask);

    public static BertTextEncoder Verifier { get; } = Open("semcache-verify-en-v1", ModelManifest.VerifyTask);

    public static int[] Encode(string text)
    {
        Assert.True(Embedder.TryEncode(text, out var encoded));
        return encoded.Ids;
    }

    private static BertTextEncoder Open(string id, string task) =>
        new(ModelFolder.OpenOrThrow(Path.Combine(RepositoryPaths.Embeddings, id), task));
}
