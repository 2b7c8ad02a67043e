using System.Collections.Immutable;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream.Http;

namespace SemanticCache.Core.Upstream;

/// <summary>What is asked of a language model.</summary>
public sealed record UpstreamRequest
{
    /// <summary>The conversation, oldest message first.</summary>
    public required ImmutableArray<ChatMessage> Messages { get; init; }

    /// <summary>The model; empty leaves it to the upstream's configuration.</summary>
    public required string Model { get; init; }

    /// <summary>The tools and the choice among them, as JSON; empty without.</summary>
    public string Tools { get; init; } = "";

    /// <summary>The format of the answer, as JSON; empty when free.</summary>
    public string ResponseFormat { get; init; } = "";

    /// <summary>The sampling parameters.</summary>
    public SamplingParameters Sampling { get; init; } = SamplingParameters.Default;

    /// <summary>The most tokens of an answer that a route allows a request that gives no limit of its own; null without one.</summary>
    public int? OutputLimit { get; init; }

    /// <summary>The request in its caller's own words, for an upstream of the same API; null where there are none.</summary>
    public RawRequest? Raw { get; init; }

    /// <summary>Whether the answer is wanted in parts as it is written.</summary>
    public required bool Stream { get; init; }

    /// <summary>The caller's tags, by which a route may choose; no upstream is sent them.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Returns the same request for another model, in the caller's own words too.</summary>
    public UpstreamRequest WithModel(string model) =>
        this with { Model = model, Raw = Raw is { } raw ? raw with { Body = OriginalBody.Set(raw.Body, "model", model, first: true) } : null };

    /// <summary>Returns what a caller's request asks of the model.</summary>
    public static UpstreamRequest Of(CacheRequest request, bool stream) => new()
    {
        Messages = request.Messages,
        Model = request.Model,
        Tools = request.Tools,
        ResponseFormat = request.ResponseFormat,
        Sampling = request.Sampling,
        Raw = request.Raw,
        Stream = stream,
        Tags = request.Controls.Tags,
    };
}
