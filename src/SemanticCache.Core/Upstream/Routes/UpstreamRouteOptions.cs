namespace SemanticCache.Core.Upstream.Routes;

/// <summary>A way to endpoints: which are equal, which stand in for them, and what is changed on the way.</summary>
public sealed class UpstreamRouteOptions
{
    /// <summary>Gets the names of the endpoints that may answer equally well, such as regions of one provider.</summary>
    /// <value>At least one.</value>
    public IList<string> Endpoints { get; } = [];

    /// <summary>Gets the names of the endpoints that are asked in order where none of the equal ones begins to answer.</summary>
    /// <value>The default is none; the endpoints' own fallbacks do not count.</value>
    public IList<string> Fallbacks { get; } = [];

    /// <summary>Gets the rules, of which the first that fits a request says where it goes.</summary>
    /// <value>The default is none.</value>
    public IList<RouteRuleOptions> Rules { get; } = [];

    /// <summary>Gets or sets the most tokens that an answer may take; a caller's lower limit wins.</summary>
    /// <value>At least 1; the default, null, leaves it to the caller.</value>
    public int? MaximumOutputTokens { get; set; }

    /// <summary>Gets or sets how long the first part of a stream may take before the next endpoint is asked too.</summary>
    /// <value>More than zero; the default, null, asks one at a time.</value>
    public TimeSpan? HedgeAfter { get; set; }

    /// <summary>Gets what is changed of a request's messages.</summary>
    public RouteShapingOptions Shaping { get; } = new();
}
