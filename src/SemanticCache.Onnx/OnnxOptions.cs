using System.ComponentModel.DataAnnotations;
using SemanticCache.Onnx.Batching;

namespace SemanticCache.Onnx;

/// <summary>Which local models are used and how they run.</summary>
public sealed class OnnxOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Models";

    /// <summary>The folder that holds <c>models.json</c>.</summary>
    /// <value>The default is <c>embeddings</c>.</value>
    /// <remarks>A relative path is looked up beside the program first, then in the current directory.</remarks>
    [Required]
    public string Directory { get; set; } = "embeddings";

    /// <summary>The embedder: an id of <c>models.json</c> or the path of a model folder.</summary>
    /// <value>The default is null: the registry's embedder.</value>
    [MinLength(1)]
    public string? Embedder { get; set; }

    /// <summary>The verifier: an id of <c>models.json</c> or the path of a model folder; the empty text means no verifier.</summary>
    /// <value>The default is null: the registry's verifier.</value>
    public string? Verifier { get; set; }

    /// <summary>How many runs of each model go on side by side, one processor core each.</summary>
    /// <value>The default is 0: the number of cores. The range is 0 to 256.</value>
    [Range(0, 256)]
    public int Parallelism { get; set; }

    /// <summary>How many texts (or pairs) may wait for a free run before more are refused as overload.</summary>
    /// <value>The default is 1,024. The range is 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int QueueLimit { get; set; } = 1024;

    /// <summary>The most waiting texts (or pairs) of similar length that one run takes together.</summary>
    /// <value>The default is 1: every text runs alone. The range is 1 to 32.</value>
    /// <remarks>
    /// Leave it at 1 for models with int8 dynamic quantisation, such as the shipped ones: their activations are scaled over the whole
    /// batch, so that a text's result depends on who else asked at that moment (docs/models.md has the figures).
    /// Raise it for float models only, whose results do not depend on their batch beyond rounding.
    /// </remarks>
    [Range(1, 32)]
    public int MaximumBatch { get; set; } = 1;

    /// <summary>The limits of one model's threads.</summary>
    internal BatcherLimits ToLimits() =>
        new(Parallelism == 0 ? Environment.ProcessorCount : Parallelism, QueueLimit, MaximumBatch);
}
