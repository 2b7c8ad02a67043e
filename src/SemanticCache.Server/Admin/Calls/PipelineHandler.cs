using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using SemanticCache.Server.Access;

namespace SemanticCache.Server.Admin.Calls;

/// <summary>Sends the calls of a gRPC client into the service's own pipeline instead of a network.</summary>
/// <remarks>Everything that a call over the wire goes through, these go through too. Responses come whole: a stream is there when it has ended.</remarks>
internal sealed class PipelineHandler : HttpMessageHandler
{
    private const string Protocol = "HTTP/2";

    private readonly PipelineEntry _pipeline;
    private readonly IServiceScopeFactory _scopes;
    private readonly Func<Task<KeyOfProcess>> _key;

    /// <summary>Creates the handler.</summary>
    /// <param name="pipeline">The service's pipeline.</param>
    /// <param name="scopes">Makes each call's services.</param>
    /// <param name="key">Says, at each call anew, with which key it is made.</param>
    public PipelineHandler(PipelineEntry pipeline, IServiceScopeFactory scopes, Func<Task<KeyOfProcess>> key)
    {
        _pipeline = pipeline;
        _scopes = scopes;
        _key = key;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = new BufferedResponse();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(await ReadAsync(request, cancellationToken));
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = cancellationToken });
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(response);
        features.Set<IHttpResponseTrailersFeature>(response);
        features.Set(await _key());

        await using var scope = _scopes.CreateAsyncScope();
        await _pipeline.First(new DefaultHttpContext(features) { RequestServices = scope.ServiceProvider });
        return await WriteAsync(request, response);
    }

    private static async Task<HttpRequestFeature> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var headers = new HeaderDictionary { [HeaderNames.Host] = request.RequestUri!.Authority };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            headers[name] = values.ToArray();
        }

        if (request.Content is { } content)
        {
            await content.CopyToAsync(body, cancellationToken);
            foreach (var (name, values) in content.Headers.NonValidated)
            {
                headers[name] = values.ToArray();
            }
        }

        body.Position = 0;
        return new HttpRequestFeature
        {
            Protocol = Protocol, Scheme = request.RequestUri.Scheme, Method = request.Method.Method, Path = request.RequestUri.AbsolutePath, Headers = headers, Body = body,
        };
    }

    private static async Task<HttpResponseMessage> WriteAsync(HttpRequestMessage request, BufferedResponse response)
    {
        var message = new HttpResponseMessage((System.Net.HttpStatusCode)response.StatusCode)
        {
            Version = System.Net.HttpVersion.Version20, RequestMessage = request, Content = new ByteArrayContent(await response.ReadAsync()),
        };
        foreach (var (name, values) in response.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                message.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        foreach (var (name, values) in response.Trailers)
        {
            message.TrailingHeaders.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return message;
    }
}
