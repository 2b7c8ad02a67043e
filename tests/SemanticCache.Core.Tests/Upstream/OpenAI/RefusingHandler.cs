using System.Net;

namespace SemanticCache.Core.Tests.Upstream.OpenAI;

/// <summary>Refuses the first connections, as an endpoint that is starting does, then answers.</summary>
internal sealed class RefusingHandler : HttpMessageHandler
{
    private readonly string _body;
    private int _refusals;

    public RefusingHandler(int refusals, string body)
    {
        _refusals = refusals;
        _body = body;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _refusals-- > 0
        ? throw new HttpRequestException(HttpRequestError.ConnectionError)
        : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(_body) });
}
