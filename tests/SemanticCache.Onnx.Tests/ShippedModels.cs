using SemanticCache.Onnx.Tests;

[assembly: AssemblyFixture(typeof(ShippedModels))]

namespace SemanticCache.Onnx.Tests;

/// <summary>The shipped models, loaded once as a host would from the copy beside the program.</summary>
public sealed class ShippedModels : IDisposable
{
    public OnnxEmbedder Embedder { get; } = OnnxEmbedder.LoadOrThrow(new OnnxOptions { Parallelism = 2 });

    public OnnxVerifier Verifier { get; } = OnnxVerifier.LoadOrThrow(new OnnxOptions { Parallelism = 2 })!;

    public void Dispose()
    {
        Embedder.Dispose();
        Verifier.Dispose();
    }
}
