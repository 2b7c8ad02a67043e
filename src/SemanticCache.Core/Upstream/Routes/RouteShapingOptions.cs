namespace SemanticCache.Core.Upstream.Routes;

/// <summary>What a route changes of a request's messages; all of it off by default.</summary>
public sealed class RouteShapingOptions
{
    /// <summary>Gets or sets what is appended to the system prompt, such as <c>Answer in two or three sentences.</c></summary>
    /// <value>At most 4096 characters; the default, empty, appends nothing.</value>
    public string Instruction { get; set; } = "";

    /// <summary>Gets or sets how many of the user's last turns are sent, the question's included; system messages are sent in any case.</summary>
    /// <value>At least 1; the default, null, sends all.</value>
    public int? HistoryTurns { get; set; }

    /// <summary>Gets or sets whether runs of white space become one, outside fenced code.</summary>
    /// <value>The default is no.</value>
    public bool CompactWhiteSpace { get; set; }
}
