using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Polly;
using Polly.Retry;

namespace SemanticCache.Core.Upstream.Http;

/// <summary>Asks an endpoint over HTTP: connecting, limits of time and size, refusals. How requests and answers are written, its API says.</summary>
internal abstract class HttpUpstreamClient : IUpstreamClient
{
    // What frames the words of a streamed answer, and events that no answer has, may take this many times the answer's own limit.
    private const int StreamOverhead = 4;

    private const int LongestErrorText = 500;
    private const int LongestErrorBody = 16 * 1024;

    private readonly Func<HttpClient> _createClient;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _connecting;

    protected HttpUpstreamClient(Func<HttpClient> createClient, UpstreamEndpointOptions options, TimeProvider time)
    {
        _createClient = createClient;
        Options = options;
        _time = time;
        _connecting = Connecting(options, time);
    }

    /// <summary>The endpoint's settings.</summary>
    protected UpstreamEndpointOptions Options { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AnswerEvent> AskAsync(
        UpstreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var total = new CancellationTokenSource(Options.TotalTimeout, _time);
        using var firstToken = new CancellationTokenSource(request.Stream ? Options.FirstTokenTimeout : Timeout.InfiniteTimeSpan, _time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, total.Token, firstToken.Token);
        var hasBegun = false;
        await using var parts = PartsAsync(request, limited.Token).GetAsyncEnumerator(limited.Token);
        while (await NextAsync(parts, cancellationToken, firstToken.Token))
        {
            // What comes before the first token, such as a stream's opening event, is a sign of life and no more.
            firstToken.CancelAfter(parts.Current is RawPart && !hasBegun && request.Stream ? Options.FirstTokenTimeout : Timeout.InfiniteTimeSpan);
            hasBegun |= parts.Current is not RawPart;
            yield return parts.Current;
        }
    }

    /// <summary>Returns a caller's own body with the endpoint's model, where there is one and the caller named none.</summary>
    /// <exception cref="JsonException">The body is no JSON object.</exception>
    protected ReadOnlyMemory<byte> WithModel(ReadOnlyMemory<byte> body, bool first = false) =>
        Options.Model.Length == 0 ? body : OriginalBody.AddMissing(body, "model", Options.Model, first);

    /// <summary>Returns the request that an answer is asked for with.</summary>
    /// <exception cref="UpstreamException">The API has no words for what is asked.</exception>
    protected abstract HttpRequestMessage NewMessage(UpstreamRequest request);

    /// <summary>Reads a whole answer.</summary>
    protected abstract Task<IEnumerable<AnswerEvent>> ReadWholeAsync(Stream body, UpstreamRequest request, CancellationToken cancellationToken);

    /// <summary>Reads a streamed answer part by part; a stream that stops before its end throws.</summary>
    protected abstract IAsyncEnumerable<AnswerEvent> ReadStreamAsync(Stream body, UpstreamRequest request, CancellationToken cancellationToken);

    /// <summary>Moves to the next part, with every way of failing turned into an <see cref="UpstreamException"/>.</summary>
    private async ValueTask<bool> NextAsync(
        IAsyncEnumerator<AnswerEvent> parts, CancellationToken caller, CancellationToken firstToken)
    {
        try
        {
            // Never left behind unfinished: an iterator that is still running cannot be disposed of.
            return await parts.MoveNextAsync();
        }
        catch (OperationCanceledException cause) when (!caller.IsCancellationRequested)
        {
            var message = firstToken.IsCancellationRequested
                ? $"The upstream did not begin to answer within {Options.FirstTokenTimeout}."
                : $"The upstream did not finish within {Options.TotalTimeout}.";
            throw new UpstreamException(UpstreamFailure.TimedOut, message, innerException: cause);
        }
        catch (HttpRequestException cause) when (cause.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            throw TooLarge();
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            throw new UpstreamException(UpstreamFailure.Unavailable, $"The upstream cannot be reached: {cause.Message}", innerException: cause);
        }
        catch (JsonException cause)
        {
            throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream's answer is not the JSON of its API.", innerException: cause);
        }
    }

    private async IAsyncEnumerable<AnswerEvent> PartsAsync(
        UpstreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await _connecting.ExecuteAsync(async token => await SendAsync(request, token), cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
        if (!request.Stream)
        {
            await response.Content.LoadIntoBufferAsync(Options.MaximumAnswerBytes, cancellationToken);
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (request.Stream)
        {
            var streamed = 0;
            await using var bounded = new BoundedStream(body, (long)StreamOverhead * Options.MaximumAnswerBytes, TooLarge);
            await foreach (var part in ReadStreamAsync(bounded, request, cancellationToken))
            {
                streamed += LengthOf(part);
                yield return streamed <= Options.MaximumAnswerBytes ? part : throw TooLarge();
            }

            yield break;
        }

        foreach (var part in await ReadWholeAsync(body, request, cancellationToken))
        {
            yield return part;
        }
    }

    // Only what never reached the endpoint is tried again: a request that was sent may already be paid for.
    private static ResiliencePipeline Connecting(UpstreamEndpointOptions options, TimeProvider time) => options.ConnectRetries == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>(
                    failure => failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError),
                MaxRetryAttempts = options.ConnectRetries,
                Delay = TimeSpan.FromMilliseconds(100),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();

    private async Task<HttpResponseMessage> SendAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        using var message = NewMessage(request);
        return await _createClient().SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static int LengthOf(AnswerEvent part) => part switch
    {
        TextDelta text => Encoding.UTF8.GetByteCount(text.Text),
        ToolCallDelta call => Encoding.UTF8.GetByteCount(call.Id) + Encoding.UTF8.GetByteCount(call.Name) + Encoding.UTF8.GetByteCount(call.Arguments),
        _ => 0,
    };

    private UpstreamException TooLarge() =>
        new(UpstreamFailure.InvalidAnswer, $"The upstream's answer is larger than {Options.MaximumAnswerBytes} bytes.");

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var buffer = new char[LongestErrorBody];
        var body = new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellationToken));
        var shown = body.Length > LongestErrorText ? body[..LongestErrorText] : body;
        throw new UpstreamException(FailureOf(response.StatusCode), $"The upstream answered {(int)response.StatusCode}: {shown}", (int)response.StatusCode)
        {
            Body = body,
            RetryAfter = response.Headers.RetryAfter?.ToString(),
        };
    }

    private static UpstreamFailure FailureOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => UpstreamFailure.RateLimited,
        HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => UpstreamFailure.TimedOut,
        >= HttpStatusCode.InternalServerError => UpstreamFailure.Unavailable,
        _ => UpstreamFailure.Rejected,
    };
}
