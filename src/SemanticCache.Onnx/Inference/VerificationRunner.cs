using SemanticCache.Onnx.Batching;
using SemanticCache.Onnx.Tokens;

namespace SemanticCache.Onnx.Inference;

/// <summary>Judges batches of pairs on one thread.</summary>
internal sealed class VerificationRunner : IBatchRunner<EncodedText, float>
{
    private readonly BertRun _run;

    /// <summary>Takes the model, whose owner outlives this runner.</summary>
    public VerificationRunner(BertModel model) => _run = new BertRun(model);

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<EncodedText> items, Span<float> results) => _run.Run(items, 1, out _).CopyTo(results);

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();
}
