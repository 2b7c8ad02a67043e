using Grpc.Core;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Qdrant.Client;

namespace SemanticCache.Store.Qdrant.Client;

/// <summary>Makes every call to Qdrant: with a limit of time, again where that can help, and not at all for a while when Qdrant keeps failing.</summary>
/// <remarks>All writes of the store can be repeated without harm: they put, delete and set, and never add.</remarks>
internal sealed class QdrantGateway : IDisposable
{
    private const double BrokenShare = 0.5;
    private const int FewestCalls = 10;

    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);

    private readonly QdrantConnection _connection;
    private readonly QdrantMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _pipeline;

    public QdrantGateway(QdrantStoreOptions options, QdrantMetrics metrics, TimeProvider time)
    {
        _connection = new QdrantConnection(options);
        _metrics = metrics;
        _time = time;
        _pipeline = Build(options, metrics, time);
    }

    /// <summary>What is done when Qdrant has lost a collection.</summary>
    public Action CollectionMissing { get; init; } = () => { };

    /// <summary>Makes a call.</summary>
    /// <param name="operation">What it is called in the metrics.</param>
    /// <param name="call">Makes the call.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="RpcException">Qdrant refused the call.</exception>
    /// <exception cref="ExecutionRejectedException">Qdrant is left alone for a while, or took too long.</exception>
    public async Task<T> CallAsync<T>(string operation, Func<QdrantClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var status = "ok";
        try
        {
            return await _pipeline.ExecuteAsync(async token => await AskAsync(call, token), cancellationToken);
        }
        catch (Exception failure)
        {
            status = NameOf(failure);
            if (failure is RpcException { StatusCode: StatusCode.NotFound, Status.Detail: var detail } && detail.Contains("Collection", StringComparison.Ordinal))
            {
                CollectionMissing();
            }

            throw;
        }
        finally
        {
            _metrics.Called(operation, status, _time.GetElapsedTime(started));
        }
    }

    /// <summary>Makes a call that returns nothing.</summary>
    public Task CallAsync(string operation, Func<QdrantClient, CancellationToken, Task> call, CancellationToken cancellationToken) => CallAsync(
        operation,
        async (client, token) =>
        {
            await call(client, token);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // A call that was cancelled says so as gRPC does; a call out of time would otherwise look as if its caller had left.
    private async ValueTask<T> AskAsync<T>(Func<QdrantClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(_connection.Client, cancellationToken);
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The call to Qdrant was given up.", failure, cancellationToken);
        }
    }

    private static string NameOf(Exception failure) => failure switch
    {
        RpcException refused => refused.StatusCode.ToString(),
        BrokenCircuitException => "left_alone",
        TimeoutRejectedException => nameof(StatusCode.DeadlineExceeded),
        OperationCanceledException => nameof(StatusCode.Cancelled),
        _ => nameof(StatusCode.Unknown),
    };

    private static ResiliencePipeline Build(QdrantStoreOptions options, QdrantMetrics metrics, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<RpcException>(MayPass),
                MaxRetryAttempts = options.Retries,
                Delay = FirstDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            });
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<RpcException>(IsBreakdown).Handle<TimeoutRejectedException>(),
                FailureRatio = BrokenShare,
                MinimumThroughput = FewestCalls,
                SamplingDuration = Sampling,
                BreakDuration = Break,
                OnOpened = _ => metrics.BreakerAsync(isOpen: true),
                OnClosed = _ => metrics.BreakerAsync(isOpen: false),
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.CallTimeout })
            .Build();
    }

    private static bool MayPass(RpcException failure) =>
        failure.StatusCode is StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.Aborted;

    private static bool IsBreakdown(RpcException failure) =>
        failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Internal;
}
