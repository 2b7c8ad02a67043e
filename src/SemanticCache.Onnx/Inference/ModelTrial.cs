using Microsoft.ML.OnnxRuntime;
using SemanticCache.Onnx.Manifests;

namespace SemanticCache.Onnx.Inference;

/// <summary>Runs a model for the first time, when a mistake in its manifest shows.</summary>
internal static class ModelTrial
{
    /// <summary>Runs; turns the runtime's complaint into an <see cref="InvalidModelException"/> that names the manifest.</summary>
    public static void RunOrThrow(string manifestPath, Action run)
    {
        try
        {
            run();
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidModelException($"{manifestPath}: dimension, output, max_tokens or vocabulary do not fit the graph: {exception.Message}", exception);
        }
    }
}
