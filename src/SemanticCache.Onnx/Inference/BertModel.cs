using Microsoft.ML.OnnxRuntime;
using SemanticCache.Onnx.Manifests;
using SemanticCache.Onnx.Tokens;

namespace SemanticCache.Onnx.Inference;

/// <summary>A loaded BERT graph with its tokenizer; safe for runs side by side.</summary>
internal sealed class BertModel : IDisposable
{
    private BertModel(ModelFolder folder, BertTextEncoder encoder, InferenceSession session)
    {
        Folder = folder;
        Encoder = encoder;
        Session = session;
    }

    /// <summary>The folder it came from.</summary>
    public ModelFolder Folder { get; }

    /// <summary>Turns text into its input.</summary>
    public BertTextEncoder Encoder { get; }

    /// <summary>The graph.</summary>
    public InferenceSession Session { get; }

    /// <summary>The manifest's path, for messages.</summary>
    public string ManifestPath => Path.Combine(Folder.Directory, ModelManifest.FileName);

    /// <summary>The number of dimensions of the output's shape.</summary>
    public int OutputRank => Session.OutputMetadata[Folder.Manifest.Output].Dimensions.Length;

    /// <summary>Loads a folder's graph and vocabulary; throws <see cref="InvalidModelException"/> with every mistake.</summary>
    public static BertModel LoadOrThrow(ModelFolder folder)
    {
        var encoder = new BertTextEncoder(folder);
        var session = CreateSessionOrThrow(folder);
        var mistakes = FindMistakes(folder, session);
        if (mistakes.Count == 0)
        {
            return new BertModel(folder, encoder, session);
        }

        session.Dispose();
        throw new InvalidModelException(mistakes);
    }

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();

    private static InferenceSession CreateSessionOrThrow(ModelFolder folder)
    {
        RuntimeReports.Disable();

        // One thread a run and several runs side by side: two threads that spin are faster alone and far slower on a busy machine.
        // The memory pattern is planned anew for every shape, which costs more than it saves where each length is a shape.
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            EnableMemoryPattern = false,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        try
        {
            return new InferenceSession(folder.ModelPath, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidModelException($"{folder.ModelPath}: is no ONNX model that loads: {exception.Message}", exception);
        }
    }

    private static List<string> FindMistakes(ModelFolder folder, InferenceSession session)
    {
        var manifest = folder.Manifest;
        var path = Path.Combine(folder.Directory, ModelManifest.FileName);
        var mistakes = new List<string>();
        foreach (var name in manifest.Inputs.Concat(session.InputMetadata.Keys).Distinct())
        {
            if (!session.InputMetadata.TryGetValue(name, out var input))
            {
                mistakes.Add($"{path}: inputs: the graph has no input \"{name}\"");
            }
            else if (!manifest.Inputs.Contains(name))
            {
                mistakes.Add($"{path}: inputs: the graph's input \"{name}\" is missing");
            }
            else if (input.ElementType != typeof(long))
            {
                mistakes.Add($"{path}: inputs: the graph's input \"{name}\" must be of 64-bit integers");
            }
        }

        if (!session.OutputMetadata.TryGetValue(manifest.Output, out var output))
        {
            mistakes.Add($"{path}: output: the graph has no output \"{manifest.Output}\"");
        }
        else if (output.ElementType != typeof(float))
        {
            mistakes.Add($"{path}: output: \"{manifest.Output}\" must be of 32-bit floats");
        }

        return mistakes;
    }
}
