using Grpc.Core;
using Grpc.Core.Interceptors;

namespace SemanticCache.Server.Grpc;

/// <summary>Answers failures with the statuses of <see cref="GrpcErrors"/>; what it does not know is our bug, logged and answered INTERNAL.</summary>
internal sealed partial class ErrorInterceptor : Interceptor
{
    private readonly ILogger<ErrorInterceptor> _logger;

    public ErrorInterceptor(ILogger<ErrorInterceptor> logger)
    {
        _logger = logger;
    }

    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception failure) when (Mend(failure, context) is { } answer)
        {
            throw answer;
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception failure) when (Mend(failure, context) is { } answer)
        {
            throw answer;
        }
    }

    private RpcException? Mend(Exception failure, ServerCallContext context)
    {
        if (failure is RpcException)
        {
            return null;
        }

        // A write to a caller that has just gone fails in other ways too.
        if (failure is OperationCanceledException or IOException or InvalidOperationException && context.CancellationToken.IsCancellationRequested)
        {
            return new RpcException(new Status(StatusCode.Cancelled, "The caller has gone, or its deadline has passed."));
        }

        if (GrpcErrors.Translate(failure) is { } known)
        {
            return known;
        }

        LogBroken(failure, context.Method);
        return GrpcErrors.Create(Google.Rpc.Code.Internal, "INTERNAL", "The service failed in a way that it should not; its log says more.");
    }

    [LoggerMessage(HostEventIds.RequestBroken, LogLevel.Error, "{Method} failed.", EventName = nameof(HostEventIds.RequestBroken))]
    private partial void LogBroken(Exception failure, string method);
}
