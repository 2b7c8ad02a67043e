using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Diagnosis;

/// <summary>Asks a service one thing after the other, as far as the answers allow.</summary>
internal sealed class ServiceExamination
{
    private const string NotNamed = "not asked, because the HTTP port is not known; name it with --http";

    private readonly ServiceChecks _service;
    private readonly WebChecks? _web;

    /// <param name="service">Asks over gRPC.</param>
    /// <param name="web">Asks over HTTP; null where the address is not known.</param>
    public ServiceExamination(ServiceChecks service, WebChecks? web)
    {
        _service = service;
        _web = web;
    }

    /// <summary>Returns what there is to say.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var service = await _service.HealthAsync(cancellationToken);
        if (!_service.IsThere)
        {
            return [service];
        }

        var web = _web is null ? Finding.Good(CheckNames.Http, NotNamed) : await _web.LiveAsync(cancellationToken);
        var (key, role) = await _service.KeyAsync(cancellationToken);
        if (role is null)
        {
            return [service, web, key];
        }

        var (namespaces, found) = await _service.NamespacesAsync(role.Value, cancellationToken);
        var store = await _service.StoreAsync(role.Value, cancellationToken);
        List<Finding> findings = [service, web, key, namespaces, store];
        if (_web is not null && web.Ok)
        {
            findings.Add(await _web.ModelsAsync(store.Ok, cancellationToken));
            findings.AddRange(await UpstreamsAsync(_web, found, cancellationToken));
        }

        return findings;
    }

    // One namespace stands for all that go to the same upstream.
    private static async Task<IReadOnlyList<Finding>> UpstreamsAsync(WebChecks web, IReadOnlyList<Namespace> namespaces, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var asked = namespaces.GroupBy(found => found.Policy.Upstream, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (string?)group.First().Name, StringComparer.Ordinal);
        if (asked.Count == 0)
        {
            asked[""] = null;
        }

        foreach (var (upstream, space) in asked.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            findings.Add(await web.UpstreamAsync(upstream, space, cancellationToken));
        }

        return findings;
    }
}
