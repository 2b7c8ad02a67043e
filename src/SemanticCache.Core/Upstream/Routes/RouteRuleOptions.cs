namespace SemanticCache.Core.Upstream.Routes;

/// <summary>Where requests go that fulfil every given condition; at least one condition and one of model and endpoint are needed.</summary>
public sealed class RouteRuleOptions
{
    /// <summary>Gets or sets how long all messages together may be, in characters.</summary>
    /// <value>At least 1; the default, null, is no condition.</value>
    public int? MaximumPromptCharacters { get; set; }

    /// <summary>Gets or sets a regular expression that the user's last message must match somewhere.</summary>
    /// <value>The default, empty, is no condition. No look-around and no back-references, so that matching takes time in proportion to the text.</value>
    public string Pattern { get; set; } = "";

    /// <summary>Gets or sets a tag that the request must have among those that the caller gives.</summary>
    /// <value>The default, empty, is no condition.</value>
    public string Tag { get; set; } = "";

    /// <summary>Gets or sets the model that is asked for instead, by the callers' name.</summary>
    /// <value>The default, empty, leaves it to the caller.</value>
    public string Model { get; set; } = "";

    /// <summary>Gets or sets the endpoint that is asked instead of the route's equal ones.</summary>
    /// <value>The default, empty, leaves it to the route.</value>
    public string Endpoint { get; set; } = "";
}
