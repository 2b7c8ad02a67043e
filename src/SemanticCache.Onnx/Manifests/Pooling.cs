namespace SemanticCache.Onnx.Manifests;

/// <summary>How token vectors become one vector.</summary>
internal sealed record Pooling
{
    /// <summary>The mean of the vectors of all tokens that are not padding.</summary>
    public static readonly Pooling Mean = new("mean");

    /// <summary>The vector of the first token.</summary>
    public static readonly Pooling FirstToken = new("cls");

    /// <summary>Nothing: the graph gives one vector for each text.</summary>
    public static readonly Pooling None = new("none");

    private Pooling(string name) => Name = name;

    /// <summary>The name in a manifest.</summary>
    public string Name { get; }

    /// <summary>Reads a manifest's pooling; whatever follows <c>none</c> is the author's remark. Null for an unknown one.</summary>
    public static Pooling? TryParse(string text) =>
        text switch
        {
            "mean" => Mean,
            "cls" => FirstToken,
            _ when text.StartsWith("none", StringComparison.Ordinal) => None,
            _ => null,
        };
}
