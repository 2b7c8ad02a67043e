namespace SemanticCache.Onnx.Manifests;

/// <summary>A model folder or the registry cannot be used; the message lists every mistake with its file and field.</summary>
public sealed class InvalidModelException : Exception
{
    /// <summary>Takes all mistakes that were found.</summary>
    public InvalidModelException(IReadOnlyList<string> mistakes)
        : base(string.Join(Environment.NewLine, mistakes)) =>
        Mistakes = mistakes;

    /// <summary>Takes the only mistake and what showed it.</summary>
    public InvalidModelException(string mistake, Exception? innerException = null)
        : base(mistake, innerException) =>
        Mistakes = [mistake];

    /// <summary>Each mistake with its file and field.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
