using Grpc.Core;
using Grpc.Core.Interceptors;

namespace SemanticCache.Client;

/// <summary>Gives every call the API key, and those with one response a deadline.</summary>
internal sealed class CallDefaults : Interceptor
{
    private readonly string? _apiKey;
    private readonly TimeSpan? _deadline;
    private readonly TimeProvider _time;

    /// <summary>Takes the key, the deadline and the clock from the options.</summary>
    public CallDefaults(SemanticCacheClientOptions options)
    {
        _apiKey = options.ApiKey;
        _deadline = options.Deadline;
        _time = options.TimeProvider;
    }

    /// <inheritdoc/>
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, WithDeadline(WithKey(context)));

    /// <inheritdoc/>
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, WithDeadline(WithKey(context)));

    /// <inheritdoc/>
    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, WithKey(context));

    private ClientInterceptorContext<TRequest, TResponse> WithKey<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        if (_apiKey is null)
        {
            return context;
        }

        var headers = new Metadata();
        foreach (var header in context.Options.Headers ?? [])
        {
            headers.Add(header);
        }

        headers.Add("authorization", "Bearer " + _apiKey);
        return new(context.Method, context.Host, context.Options.WithHeaders(headers));
    }

    private ClientInterceptorContext<TRequest, TResponse> WithDeadline<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class =>
        _deadline is { } deadline && context.Options.Deadline is null
            ? new(context.Method, context.Host, context.Options.WithDeadline(_time.GetUtcNow().UtcDateTime + deadline))
            : context;
}
