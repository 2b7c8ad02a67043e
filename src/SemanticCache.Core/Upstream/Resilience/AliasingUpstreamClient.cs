using System.Text.Json;

namespace SemanticCache.Core.Upstream.Resilience;

/// <summary>Asks an endpoint for models by the names that it has for them; the cache knows them by the callers' names.</summary>
internal sealed class AliasingUpstreamClient : IUpstreamClient
{
    private readonly IUpstreamClient _inner;
    private readonly IDictionary<string, string> _models;

    public AliasingUpstreamClient(IUpstreamClient inner, IDictionary<string, string> models)
    {
        _inner = inner;
        _models = models;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<AnswerEvent> AskAsync(UpstreamRequest request, CancellationToken cancellationToken) => _inner.AskAsync(
        _models.TryGetValue(request.Model, out var model)
            ? request with { Model = model, Raw = request.Raw is { } raw ? raw with { Body = WithModel(raw.Body, model) } : null }
            : request,
        cancellationToken);

    // Every other byte stays as it is: the caller's own words are the point of passing them on.
    private static ReadOnlyMemory<byte> WithModel(ReadOnlyMemory<byte> body, string model)
    {
        var reader = new Utf8JsonReader(body.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isModel = reader.ValueTextEquals("model"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isModel)
            {
                return (byte[])[.. body.Span[..start], .. JsonSerializer.SerializeToUtf8Bytes(model), .. body.Span[(int)reader.BytesConsumed..]];
            }
        }

        return body;
    }
}
