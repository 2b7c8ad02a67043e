using Microsoft.ML.OnnxRuntime;
using SemanticCache.Onnx.Manifests;
using SemanticCache.Onnx.Tokens;

namespace SemanticCache.Onnx.Inference;

/// <summary>One thread's buffers for running a graph.</summary>
internal sealed class BertRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly OrtValue[] _inputs;
    private readonly OrtValue[] _outputs = new OrtValue[1];
    private readonly int _paddingId;
    private readonly int _rank;
    private readonly long[] _inputShape = new long[2];
    private readonly long[] _outputShape;
    private long[] _ids = [];
    private long[] _mask = [];
    private long[] _segments = [];
    private float[] _values = [];

    /// <summary>Takes the model, whose owner outlives this run.</summary>
    public BertRun(BertModel model)
    {
        _session = model.Session;
        _inputNames = [.. model.Folder.Manifest.Inputs];
        _inputs = new OrtValue[_inputNames.Length];
        _outputNames = [model.Folder.Manifest.Output];
        _paddingId = model.Encoder.PaddingId;
        _rank = model.OutputRank;
        _outputShape = new long[_rank];
    }

    /// <summary>
    /// Runs the graph on a batch and returns its output, row after row: <paramref name="width"/> values for each token
    /// (padding included) where the output has three dimensions, else for each text. The span is valid until the next run.
    /// </summary>
    public ReadOnlySpan<float> Run(ReadOnlySpan<EncodedText> texts, int width, out int tokens)
    {
        tokens = LongestOf(texts);
        Fill(texts, tokens);
        var count = texts.Length * width * (_rank == 3 ? tokens : 1);
        if (_values.Length < count)
        {
            _values = GC.AllocateUninitializedArray<float>(count);
        }

        SetOutputShape(texts.Length, tokens, width);
        try
        {
            CreateValues(texts.Length * tokens, count);
            _session.Run(_options, _inputNames, _inputs, _outputNames, _outputs);
        }
        finally
        {
            DisposeValues();
        }

        return _values.AsSpan(0, count);
    }

    /// <inheritdoc/>
    public void Dispose() => _options.Dispose();

    private static int LongestOf(ReadOnlySpan<EncodedText> texts)
    {
        var longest = 0;
        foreach (var text in texts)
        {
            longest = Math.Max(longest, text.Ids.Length);
        }

        return longest;
    }

    private void Fill(ReadOnlySpan<EncodedText> texts, int tokens)
    {
        var count = texts.Length * tokens;
        if (_ids.Length < count)
        {
            _ids = new long[count];
            _mask = new long[count];
            _segments = new long[count];
        }

        for (var row = 0; row < texts.Length; row++)
        {
            var text = texts[row];
            var start = row * tokens;
            for (var i = 0; i < tokens; i++)
            {
                var isToken = i < text.Ids.Length;
                _ids[start + i] = isToken ? text.Ids[i] : _paddingId;
                _mask[start + i] = isToken ? 1 : 0;
                _segments[start + i] = isToken && i >= text.SecondStart ? 1 : 0;
            }
        }

        _inputShape[0] = texts.Length;
        _inputShape[1] = tokens;
    }

    private void SetOutputShape(int texts, int tokens, int width)
    {
        _outputShape[0] = texts;
        if (_rank > 1)
        {
            _outputShape[^1] = width;
        }

        if (_rank == 3)
        {
            _outputShape[1] = tokens;
        }
    }

    private void CreateValues(int inputCount, int outputCount)
    {
        for (var i = 0; i < _inputNames.Length; i++)
        {
            var buffer = _inputNames[i] switch
            {
                BertInputs.Ids => _ids,
                BertInputs.Mask => _mask,
                _ => _segments,
            };
            _inputs[i] = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, inputCount), _inputShape);
        }

        _outputs[0] = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _values.AsMemory(0, outputCount), _outputShape);
    }

    private void DisposeValues()
    {
        Array.ForEach(_inputs, value => value?.Dispose());
        Array.Clear(_inputs);
        _outputs[0]?.Dispose();
        Array.Clear(_outputs);
    }
}
