using System.Collections.Immutable;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Pipeline;

/// <summary>A question as every front hands it to the pipeline.</summary>
public sealed record CacheRequest
{
    /// <summary>Who asks.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The namespace whose policy applies.</summary>
    public required string Namespace { get; init; }

    /// <summary>The conversation, oldest message first; the last one is the question.</summary>
    public required ImmutableArray<ChatMessage> Messages { get; init; }

    /// <summary>The model asked for; empty leaves it to the upstream.</summary>
    public string Model { get; init; } = "";

    /// <summary>The tools offered to the model and the choice among them, as canonical JSON; empty without tools.</summary>
    public string Tools { get; init; } = "";

    /// <summary>The format that the answer must have, as canonical JSON; empty when free.</summary>
    public string ResponseFormat { get; init; } = "";

    /// <summary>The sampling parameters.</summary>
    public SamplingParameters Sampling { get; init; } = SamplingParameters.Default;

    /// <summary>What else changes which answer the model writes, as canonical JSON; empty when nothing else was asked for.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>Why the front knows that no stored answer could serve; none where the cache decides.</summary>
    public BypassReason Bypass { get; init; }

    /// <summary>The request in its caller's own words; null where the front has no API of a provider.</summary>
    public RawRequest? Raw { get; init; }

    /// <summary>Whether the caller wants to see how it was decided, so that every confidence must be known.</summary>
    public bool IsExplained { get; init; }

    /// <summary>The language and region of the answer as a BCP 47 tag; empty when not given.</summary>
    public string Locale { get; init; } = "";

    /// <summary>Further attributes; a policy's <c>vary_by</c> makes them facets.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What the caller asks of the cache.</summary>
    public RequestControls Controls { get; init; } = RequestControls.Default;
}
