using System.Net.Http.Headers;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream.Http;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>Asks an endpoint that speaks Anthropic's messages.</summary>
internal sealed class AnthropicUpstreamClient : HttpUpstreamClient
{
    private static readonly string[] Keys = [AnthropicHeaders.ApiKey, "Authorization"];

    public AnthropicUpstreamClient(Func<HttpClient> createClient, UpstreamEndpointOptions options, TimeProvider time)
        : base(createClient, options, time)
    {
    }

    /// <inheritdoc/>
    protected override HttpRequestMessage NewMessage(UpstreamRequest request)
    {
        var content = new ReadOnlyMemoryContent(IsOwn(request) ? WithModel(request.Raw!.Body, first: true) : MessagesBody.Write(request, Options));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var message = new HttpRequestMessage(HttpMethod.Post, "messages") { Content = content };
        if (Options.ApiKey.Length > 0)
        {
            message.Headers.TryAddWithoutValidation(AnthropicHeaders.ApiKey, Options.ApiKey);
        }

        foreach (var (name, value) in IsOwn(request) ? request.Raw!.Credentials : [])
        {
            var isKey = Keys.Contains(name, StringComparer.OrdinalIgnoreCase);
            if (isKey ? Options.ApiKey.Length == 0 : name.StartsWith(AnthropicHeaders.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (!message.Headers.Contains(AnthropicHeaders.Version))
        {
            message.Headers.TryAddWithoutValidation(AnthropicHeaders.Version, AnthropicHeaders.DefaultVersion);
        }

        return message;
    }

    /// <inheritdoc/>
    protected override Task<IEnumerable<AnswerEvent>> ReadWholeAsync(Stream body, UpstreamRequest request, CancellationToken cancellationToken) =>
        MessagesReader.ReadWholeAsync(body, IsOwn(request), cancellationToken);

    /// <inheritdoc/>
    protected override IAsyncEnumerable<AnswerEvent> ReadStreamAsync(Stream body, UpstreamRequest request, CancellationToken cancellationToken) =>
        MessagesReader.ReadStreamAsync(body, IsOwn(request), cancellationToken);

    private static bool IsOwn(UpstreamRequest request) => request.Raw?.Dialect is ApiDialect.AnthropicMessages;
}
