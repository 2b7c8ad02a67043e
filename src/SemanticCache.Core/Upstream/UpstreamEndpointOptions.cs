using SemanticCache.Core.Upstream.Simulated;

namespace SemanticCache.Core.Upstream;

/// <summary>One endpoint.</summary>
public sealed class UpstreamEndpointOptions
{
    /// <summary>Gets or sets what the endpoint speaks.</summary>
    /// <value>The default is <see cref="UpstreamKind.Simulated"/>.</value>
    public UpstreamKind Kind { get; set; }

    /// <summary>
    /// Gets or sets the address that <c>chat/completions</c> or <c>messages</c> is appended to, such as <c>https://api.openai.com/v1/</c>; for Azure that of
    /// the resource, such as <c>https://name.openai.azure.com/</c>.
    /// </summary>
    /// <value>Needed by every kind but the simulated one.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets or sets the version of Azure's API, such as <c>2024-10-21</c>.</summary>
    /// <value>Needed by Azure, and used by no other kind; the default is empty.</value>
    public string ApiVersion { get; set; } = "";

    /// <summary>Gets or sets the key, sent as a bearer token, to Anthropic as <c>x-api-key</c>, to Azure as <c>api-key</c>.</summary>
    /// <value>The default, empty, sends none but the caller's own.</value>
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets the model, for Azure the deployment, for requests that name none.</summary>
    /// <value>The default is empty; an endpoint that needs a model then rejects such requests.</value>
    public string Model { get; set; } = "";

    /// <summary>Gets or sets the most tokens of an answer for requests that say none, where the API needs a limit: Anthropic's does.</summary>
    /// <value>At least 1; the default is 4096.</value>
    public int MaximumOutputTokens { get; set; } = 4096;

    /// <summary>Gets or sets how long connecting may take.</summary>
    /// <value>More than zero; the default is 5 seconds.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long the first part of an answer may take.</summary>
    /// <value>
    /// More than zero; the default is 30 seconds, begun anew by each event of a stream that comes before. A request that does not stream is
    /// bound by the total alone.
    /// </value>
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long a whole answer may take.</summary>
    /// <value>At least <see cref="FirstTokenTimeout"/>; the default is 5 minutes.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how often a connection that could not be made is tried again, before anything was sent.</summary>
    /// <value>From 0 to 10; the default is 2.</value>
    public int ConnectRetries { get; set; } = 2;

    /// <summary>Gets or sets how often an endpoint that answers with a server's error, or asks for at most 2 seconds of patience, is asked again.</summary>
    /// <value>From 0 to 10; the default is 2. Never after the first part of an answer, and never where a request may have been worked on.</value>
    public int Retries { get; set; } = 2;

    /// <summary>Gets the names of the endpoints that are asked in order where this one does not begin to answer.</summary>
    /// <value>The default is none. A request that an endpoint rejects is not passed to others; their own fallbacks do not count.</value>
    public IList<string> Fallbacks { get; } = [];

    /// <summary>Gets what models are called here: the name that a caller uses, and the one that is sent.</summary>
    /// <value>The default is none: names are sent as they come.</value>
    public IDictionary<string, string> Models { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets the largest answer that is read.</summary>
    /// <value>At least 1 KiB; the default is 16 MiB. A larger one fails the request. A stream may take four times as much on the wire.</value>
    public int MaximumAnswerBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Gets the behaviour of a simulated endpoint.</summary>
    public SimulatedUpstreamOptions Simulated { get; } = new();
}
