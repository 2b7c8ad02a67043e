using System.Net.Http.Headers;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream.Http;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>Asks an endpoint that speaks OpenAI's chat completions.</summary>
internal sealed class OpenAIUpstreamClient : HttpUpstreamClient
{
    public OpenAIUpstreamClient(Func<HttpClient> createClient, UpstreamEndpointOptions options, TimeProvider time)
        : base(createClient, options, time)
    {
    }

    /// <inheritdoc/>
    protected override HttpRequestMessage NewMessage(UpstreamRequest request)
    {
        var content = new ByteArrayContent(IsOwn(request)
            ? ChatCompletionOriginal.Of(request.Raw!.Body, request.Stream, Options.Model)
            : ChatCompletionBody.Write(request, Options.Model));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var message = new HttpRequestMessage(HttpMethod.Post, "chat/completions") { Content = content };
        if (Options.ApiKey.Length > 0)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Options.ApiKey);
        }
        else if (IsOwn(request))
        {
            foreach (var (name, value) in request.Raw!.Credentials)
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    /// <inheritdoc/>
    protected override Task<IEnumerable<AnswerEvent>> ReadWholeAsync(Stream body, UpstreamRequest request, CancellationToken cancellationToken) =>
        ChatCompletionReader.ReadWholeAsync(body, IsOwn(request), cancellationToken);

    /// <inheritdoc/>
    protected override IAsyncEnumerable<AnswerEvent> ReadStreamAsync(Stream body, UpstreamRequest request, CancellationToken cancellationToken) =>
        ChatCompletionReader.ReadStreamAsync(body, IsOwn(request), cancellationToken);

    private static bool IsOwn(UpstreamRequest request) => request.Raw?.Dialect is ApiDialect.OpenAIChat;
}
