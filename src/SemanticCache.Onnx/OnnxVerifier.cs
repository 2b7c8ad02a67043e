using SemanticCache.Core.Decisions;
using SemanticCache.Core.Reporting;
using SemanticCache.Onnx.Batching;
using SemanticCache.Onnx.Inference;
using SemanticCache.Onnx.Manifests;
using SemanticCache.Onnx.Tokens;

namespace SemanticCache.Onnx;

/// <summary>Judges pairs of questions with a local cross-encoder on ONNX Runtime.</summary>
public sealed class OnnxVerifier : IVerifier, IQueueLength, IDisposable
{
    private readonly BertModel _model;
    private readonly NaturalBatcher<EncodedText, float> _batcher;

    private OnnxVerifier(BertModel model, BatcherLimits limits)
    {
        _model = model;
        _batcher = new("Verifier", limits, () => new VerificationRunner(model), pair => pair.Ids.Length);
        Description = new VerifierDescription(model.Folder.Fingerprint, model.Folder.Manifest.MinimumConfidence!.Value, model.Folder.CalibrationPath);
    }

    /// <inheritdoc/>
    public VerifierDescription Description { get; }

    /// <summary>The number of pairs that wait for a thread.</summary>
    public int WaitingCount => _batcher.WaitingCount;

    /// <summary>
    /// Loads the verifier that the options name, verifies its files and warms it up; null where the options switch it off.
    /// Throws <see cref="InvalidModelException"/> with every mistake of its files.
    /// </summary>
    public static OnnxVerifier? LoadOrThrow(OnnxOptions options)
    {
        if (ModelLocator.OpenVerifierOrThrow(options) is not { } folder)
        {
            return null;
        }

        var model = BertModel.LoadOrThrow(folder);
        try
        {
            WarmUpOrThrow(model);
            return new OnnxVerifier(model, options.ToLimits());
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<VerificationResult> VerifyAsync(
        string question, string candidateQuestion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(candidateQuestion);
        if (!_model.Encoder.TryEncodePair(question, candidateQuestion, out var encoded))
        {
            return new VerificationResult(VerificationStatus.TextTooLong, 0);
        }

        if (_model.Encoder.HasUnknown(encoded))
        {
            return new VerificationResult(VerificationStatus.UnreadableText, 0);
        }

        return _batcher.TryRun(encoded, cancellationToken) is { } confidence
            ? new VerificationResult(VerificationStatus.Verified, await confidence)
            : new VerificationResult(VerificationStatus.Overloaded, 0);
    }

    /// <summary>Ends the threads after their present run and fails what waits with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _batcher.Dispose();
        _model.Dispose();
    }

    private static void WarmUpOrThrow(BertModel model)
    {
        if (model.OutputRank is not (1 or 2))
        {
            throw new InvalidModelException($"{model.ManifestPath}: output: must be one probability for each pair");
        }

        using var runner = new VerificationRunner(model);
        var confidence = new float[1];
        ModelTrial.RunOrThrow(model, pair => runner.Run([pair], confidence));
        if (confidence[0] is not (>= 0 and <= 1))
        {
            throw new InvalidModelException($"{model.ManifestPath}: output: must be a probability between 0 and 1");
        }
    }
}
