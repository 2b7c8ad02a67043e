using Microsoft.ML.OnnxRuntime;
using SemanticCache.Onnx.Manifests;
using SemanticCache.Onnx.Tokens;

namespace SemanticCache.Onnx.Inference;

/// <summary>Runs a model before it serves: the first runs are slow, and a manifest that does not fit its graph shows.</summary>
internal static class ModelTrial
{
    private const int UsualTokens = 16;
    private const int UsualRuns = 3;

    /// <summary>
    /// Runs a short input a few times and then the longest one;
    /// turns the runtime's complaint into an <see cref="InvalidModelException"/> that names the manifest.
    /// </summary>
    public static void RunOrThrow(BertModel model, Action<EncodedText> run)
    {
        try
        {
            for (var i = 0; i < UsualRuns; i++)
            {
                run(model.Encoder.Fill(Math.Min(UsualTokens, model.Encoder.MaxTokens)));
            }

            run(model.Encoder.Fill(model.Encoder.MaxTokens));
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidModelException(
                $"{model.ManifestPath}: dimension, output, max_tokens or the vocabulary do not fit the graph: {exception.Message}",
                exception);
        }
    }
}
