namespace SemanticCache.Core.Tests.Upstream.OpenAI;

/// <summary>Notes the request and answers it.</summary>
internal sealed class RecordingHandler : HttpMessageHandler
{
    public Uri? Address { get; private set; }

    public string? Authorization { get; private set; }

    public string? ContentType { get; private set; }

    public string Body { get; private set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Address = request.RequestUri;
        Authorization = request.Headers.Authorization?.ToString();
        ContentType = request.Content?.Headers.ContentType?.MediaType;
        Body = await request.Content!.ReadAsStringAsync(cancellationToken);
        return new HttpResponseMessage
        {
            Content = new StringContent("""{"choices":[{"message":{"content":"a"},"finish_reason":"stop"}]}"""),
        };
    }
}
