using System.Numerics.Tensors;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Reporting;
using SemanticCache.Onnx.Batching;
using SemanticCache.Onnx.Inference;
using SemanticCache.Onnx.Manifests;
using SemanticCache.Onnx.Tokens;

namespace SemanticCache.Onnx;

/// <summary>Embeds text with a local BERT model on ONNX Runtime.</summary>
public sealed class OnnxEmbedder : IEmbedder, IQueueLength, IDisposable
{
    // What the stores take as a vector of length 1.
    private const float UnitTolerance = 5e-4f;

    private readonly BertModel _model;
    private readonly NaturalBatcher<EncodedText, float[]> _batcher;

    private OnnxEmbedder(BertModel model, BatcherLimits limits)
    {
        var manifest = model.Folder.Manifest;
        _model = model;
        _batcher = new("Embedder", limits, () => new EmbeddingRunner(model), text => text.Ids.Length);
        Description = new EmbedderDescription
        {
            Fingerprint = model.Folder.Fingerprint,
            Dimension = manifest.Dimension,
            MaxTokens = manifest.MaxTokens,
            ThresholdDecisionSimilarity = manifest.SimilarityThreshold!.Threshold!.Value,
            VerifiedDecisionSimilarity = manifest.SimilarityThreshold.Verified!.Value,
        };
    }

    /// <inheritdoc/>
    public EmbedderDescription Description { get; }

    /// <summary>The number of texts that wait for a thread.</summary>
    public int WaitingCount => _batcher.WaitingCount;

    /// <summary>
    /// Loads the embedder that the options name, verifies its files and warms it up;
    /// throws <see cref="InvalidModelException"/> with every mistake of its files.
    /// </summary>
    public static OnnxEmbedder LoadOrThrow(OnnxOptions options)
    {
        var model = BertModel.LoadOrThrow(ModelLocator.OpenEmbedderOrThrow(options));
        try
        {
            WarmUpOrThrow(model);
            return new OnnxEmbedder(model, options.ToLimits());
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<EmbeddingResult> EmbedAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!_model.Encoder.TryEncode(text, out var encoded))
        {
            return new EmbeddingResult(EmbeddingStatus.TextTooLong, default);
        }

        if (_model.Encoder.HasUnknown(encoded))
        {
            return new EmbeddingResult(EmbeddingStatus.UnreadableText, default);
        }

        return _batcher.TryRun(encoded, cancellationToken) is { } vector
            ? new EmbeddingResult(EmbeddingStatus.Embedded, await vector)
            : new EmbeddingResult(EmbeddingStatus.Overloaded, default);
    }

    /// <summary>Ends the threads after their present run and fails what waits with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _batcher.Dispose();
        _model.Dispose();
    }

    private static void WarmUpOrThrow(BertModel model)
    {
        var manifest = model.Folder.Manifest;
        var expectedRank = Pooling.TryParse(manifest.Pooling) == Pooling.None ? 2 : 3;
        if (model.OutputRank != expectedRank)
        {
            throw new InvalidModelException(
                $"{model.ManifestPath}: pooling: \"{manifest.Pooling}\" needs an output of {expectedRank} dimensions,"
                + $" \"{manifest.Output}\" has {model.OutputRank}");
        }

        using var runner = new EmbeddingRunner(model);
        var vectors = new float[1][];
        var deviation = 0f;
        ModelTrial.RunOrThrow(model, text =>
        {
            runner.Run([text], vectors);
            deviation = Math.Max(deviation, Math.Abs(TensorPrimitives.Norm<float>(vectors[0]) - 1));
        });
        if (deviation is not <= UnitTolerance)
        {
            throw new InvalidModelException($"{model.ManifestPath}: normalize: must be true, for the graph's vectors are not of length 1");
        }
    }
}
