using System.Net.Http.Headers;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream.Http;
using SemanticCache.Core.Upstream.Responses;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>Asks an endpoint that speaks OpenAI's chat completions, and its responses where the caller does.</summary>
internal class OpenAIUpstreamClient : HttpUpstreamClient
{
    public OpenAIUpstreamClient(Func<HttpClient> createClient, UpstreamEndpointOptions options, TimeProvider time)
        : base(createClient, options, time)
    {
    }

    /// <summary>What the endpoint calls the limit of a chat completion's tokens: servers that copy OpenAI's API mostly know the old name alone.</summary>
    protected virtual string OutputLimitName =>
        Options.BaseAddress?.Host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase) is true ? ChatCompletionBody.OutputLimit : ChatCompletionBody.OldOutputLimit;

    /// <inheritdoc/>
    protected override HttpRequestMessage NewMessage(UpstreamRequest request)
    {
        var content = new ReadOnlyMemoryContent(BodyOf(request));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var message = new HttpRequestMessage(HttpMethod.Post, AddressOf(request, IsResponses(request))) { Content = content };
        if (Options.ApiKey.Length > 0)
        {
            SetKey(message.Headers, Options.ApiKey);
        }
        else if (IsChat(request) || IsResponses(request))
        {
            foreach (var (name, value) in request.Raw!.Credentials)
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    /// <summary>Returns where a request goes, relative to the endpoint's address.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isResponses">Whether it is written for the responses, and not for the chat completions.</param>
    /// <exception cref="UpstreamException">The request names too little to have an address.</exception>
    protected virtual string AddressOf(UpstreamRequest request, bool isResponses) => isResponses ? "responses" : "chat/completions";

    /// <summary>Adds the endpoint's own key.</summary>
    protected virtual void SetKey(HttpRequestHeaders headers, string key) => headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

    /// <inheritdoc/>
    protected override Task<IEnumerable<AnswerEvent>> ReadWholeAsync(Stream body, UpstreamRequest request, CancellationToken cancellationToken) =>
        IsResponses(request) ? ResponsesReader.ReadWholeAsync(body, cancellationToken) : ChatCompletionReader.ReadWholeAsync(body, IsChat(request), cancellationToken);

    /// <inheritdoc/>
    protected override IAsyncEnumerable<AnswerEvent> ReadStreamAsync(Stream body, UpstreamRequest request, CancellationToken cancellationToken) =>
        IsResponses(request) ? ResponsesReader.ReadStreamAsync(body, cancellationToken) : ChatCompletionReader.ReadStreamAsync(body, IsChat(request), cancellationToken);

    // A stream of responses reports its tokens without being asked to.
    private ReadOnlyMemory<byte> BodyOf(UpstreamRequest request) => request.Raw switch
    {
        { Dialect: ApiDialect.OpenAIChat } raw => WithLimit(WithModel(ChatCompletionOriginal.Of(raw.Body, request.Stream)), request.OutputLimit),
        { Dialect: ApiDialect.OpenAIResponses } raw => WithModel(raw.Body),
        _ => ChatCompletionBody.Write(request, Options.Model, OutputLimitName),
    };

    private ReadOnlyMemory<byte> WithLimit(ReadOnlyMemory<byte> body, int? limit) =>
        limit is { } tokens ? ChatCompletionOriginal.WithLimit(body, OutputLimitName, tokens) : body;

    private static bool IsChat(UpstreamRequest request) => request.Raw?.Dialect is ApiDialect.OpenAIChat;

    private static bool IsResponses(UpstreamRequest request) => request.Raw?.Dialect is ApiDialect.OpenAIResponses;
}
