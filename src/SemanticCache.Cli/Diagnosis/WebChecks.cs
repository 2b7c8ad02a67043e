using System.Net;
using SemanticCache.Server.Http;

namespace SemanticCache.Cli.Diagnosis;

/// <summary>What can be asked over HTTP.</summary>
internal sealed class WebChecks
{
    /// <summary>The port of HTTP where nobody chose another.</summary>
    public const int HttpPort = 8080;

    private const string PassedOnHeader = "X-Cache-Status";
    private const string Healthy = "Healthy";
    private const int GrpcPort = 5051;

    private readonly HttpClient _http;

    /// <param name="http">A client of the service's HTTP port, with the key.</param>
    public WebChecks(HttpClient http)
    {
        _http = http;
    }

    /// <summary>How long an answer is waited for.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Returns the HTTP address of a service that has its ordinary ports; null where it has others.</summary>
    public static Uri? AddressBeside(Uri grpc) => grpc.Port == GrpcPort ? new UriBuilder(grpc) { Port = HttpPort }.Uri : null;

    /// <summary>Asks whether anybody is there.</summary>
    public async Task<Finding> LiveAsync(CancellationToken cancellationToken)
    {
        var (status, _, _) = await GetAsync("/healthz/live", null, cancellationToken);
        return status is HttpStatusCode.OK
            ? Finding.Good(CheckNames.Http, $"serving at {_http.BaseAddress!.GetLeftPart(UriPartial.Authority)}")
            : Finding.Bad(
                CheckNames.Http, $"the service does not answer at {_http.BaseAddress!.GetLeftPart(UriPartial.Authority)}",
                "Name its HTTP address with --http, or check Server:HttpPort in its configuration.");
    }

    /// <summary>Asks whether the models answer; the service tells this of store and models together.</summary>
    public async Task<Finding> ModelsAsync(bool isStoreWell, CancellationToken cancellationToken)
    {
        var (_, text, _) = await GetAsync("/healthz/ready", null, cancellationToken);
        if (text == Healthy)
        {
            return Finding.Good(CheckNames.Models, "they answer");
        }

        return isStoreWell
            ? Finding.Bad(CheckNames.Models, "they do not answer", "Look into the service's log and check Models in its configuration; until then only the same words are served.")
            : Finding.Good(CheckNames.Models, "cannot be told as long as the store does not answer");
    }

    /// <summary>Asks an upstream for its list of models, which costs nothing; no completion is asked for.</summary>
    /// <param name="name">The upstream; empty for the default one.</param>
    /// <param name="space">A namespace that goes there; null for the default one.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public async Task<Finding> UpstreamAsync(string name, string? space, CancellationToken cancellationToken)
    {
        var check = name.Length == 0 ? CheckNames.Upstream : $"{CheckNames.Upstream}:{name}";
        var (status, _, isPassedOn) = await GetAsync("/v1/models", space, cancellationToken);
        return (int?)status switch
        {
            null => Finding.Bad(check, "the service did not answer in time", "Check the upstream's BaseAddress and the network between."),
            _ when !isPassedOn => Finding.Good(check, "not asked, because it is simulated or has no list of models, and a completion would cost"),
            401 or 403 => Finding.Bad(check, $"it answers, but refuses the key (status {(int)status})", "Check the upstream's ApiKey in the service's configuration, unless callers bring their own."),
            >= 500 => Finding.Bad(check, $"it cannot be reached or fails (status {(int)status})", "Check the upstream's BaseAddress in the service's configuration and the network between."),
            _ => Finding.Good(check, $"it answers (status {(int)status}); no completion was asked for"),
        };
    }

    private async Task<(HttpStatusCode? Status, string Text, bool IsPassedOn)> GetAsync(string path, string? space, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (space is not null)
        {
            request.Headers.Add(CacheHeaders.Namespace, space);
        }

        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), response.Headers.Contains(PassedOnHeader));
        }
        catch (HttpRequestException)
        {
            return default;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return default;
        }
    }
}
