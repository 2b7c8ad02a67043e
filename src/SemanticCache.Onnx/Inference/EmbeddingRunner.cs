using System.Numerics.Tensors;
using SemanticCache.Onnx.Batching;
using SemanticCache.Onnx.Manifests;
using SemanticCache.Onnx.Tokens;

namespace SemanticCache.Onnx.Inference;

/// <summary>Embeds batches on one thread.</summary>
internal sealed class EmbeddingRunner : IBatchRunner<EncodedText, float[]>
{
    private readonly BertRun _run;
    private readonly int _dimension;
    private readonly Pooling _pooling;
    private readonly bool _normalizes;

    /// <summary>Takes the model, whose owner outlives this runner.</summary>
    public EmbeddingRunner(BertModel model)
    {
        var manifest = model.Folder.Manifest;
        _run = new BertRun(model);
        _dimension = manifest.Dimension;
        _pooling = Pooling.TryParse(manifest.Pooling)!;
        _normalizes = manifest.Normalize;
    }

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<EncodedText> items, Span<float[]> results)
    {
        var values = _run.Run(items, _dimension, out var tokens);
        var rowLength = _pooling == Pooling.None ? _dimension : tokens * _dimension;
        for (var i = 0; i < items.Length; i++)
        {
            var row = values.Slice(i * rowLength, rowLength);
            results[i] = _pooling == Pooling.Mean ? Mean(row, items[i].Ids.Length) : row[.._dimension].ToArray();
            if (_normalizes)
            {
                TensorPrimitives.Divide(results[i], TensorPrimitives.Norm<float>(results[i]), results[i]);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();

    private float[] Mean(ReadOnlySpan<float> tokenVectors, int tokens)
    {
        var sum = new float[_dimension];
        for (var token = 0; token < tokens; token++)
        {
            TensorPrimitives.Add(sum, tokenVectors.Slice(token * _dimension, _dimension), sum);
        }

        TensorPrimitives.Divide(sum, tokens, sum);
        return sum;
    }
}
