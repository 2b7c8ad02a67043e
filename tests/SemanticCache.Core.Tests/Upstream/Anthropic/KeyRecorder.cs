namespace SemanticCache.Core.Tests.Upstream.Anthropic;

/// <summary>Notes the request and answers it with a message.</summary>
internal sealed class KeyRecorder : HttpMessageHandler
{
    public Uri? Address { get; private set; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string Body { get; private set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Address = request.RequestUri;
        foreach (var (name, values) in request.Headers)
        {
            Headers[name] = string.Join(',', values);
        }

        Body = await request.Content!.ReadAsStringAsync(cancellationToken);
        return new HttpResponseMessage
        {
            Content = new StringContent("""{"content":[{"type":"text","text":"a"}],"stop_reason":"end_turn"}"""),
        };
    }
}
