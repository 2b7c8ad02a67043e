using System.Runtime.CompilerServices;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Upstream.Resilience;

/// <summary>Asks an endpoint again where that can help, always before the first part, and leaves it alone for a while when it keeps breaking down.</summary>
internal sealed class ResilientUpstreamClient : IUpstreamClient
{
    private const double BrokenShare = 0.5;
    private const int FewestCalls = 8;

    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);

    private readonly string _name;
    private readonly IUpstreamClient _inner;
    private readonly UpstreamMetrics _metrics;
    private readonly ResiliencePipeline _pipeline;

    /// <param name="name">The endpoint's name.</param>
    /// <param name="inner">The endpoint.</param>
    /// <param name="retries">How often it is asked again, at least 0.</param>
    /// <param name="metrics">Counts the attempts.</param>
    /// <param name="time">The clock.</param>
    public ResilientUpstreamClient(string name, IUpstreamClient inner, int retries, UpstreamMetrics metrics, TimeProvider time)
    {
        _name = name;
        _inner = inner;
        _metrics = metrics;
        _pipeline = Build(retries, time);
    }

    /// <summary>How long an endpoint that keeps breaking down is left alone.</summary>
    public static TimeSpan Break { get; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async IAsyncEnumerable<AnswerEvent> AskAsync(UpstreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var answer = await OpenAsync(request, cancellationToken);
        await foreach (var part in answer.ReadAsync(cancellationToken))
        {
            if (part is AnswerEnd end)
            {
                _metrics.PromptCached(_name, end.Usage.CachedInputTokens);
            }

            yield return part;
        }
    }

    private async ValueTask<OpenedAnswer> OpenAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(token => AttemptAsync(request, token), cancellationToken);
        }
        catch (BrokenCircuitException broken)
        {
            _metrics.Attempted(_name, "left_alone");
            throw new UpstreamException(UpstreamFailure.Unavailable, $"The upstream '{_name}' broke down too often and is left alone for a while.", innerException: broken);
        }
    }

    private async ValueTask<OpenedAnswer> AttemptAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await OpenedAnswer.OpenAsync(_inner, request, cancellationToken);
            _metrics.Attempted(_name, "answered");
            return answer;
        }
        catch (UpstreamException failure)
        {
            _metrics.Attempted(_name, WireName.Of(failure.Failure));
            throw;
        }
    }

    private static ResiliencePipeline Build(int retries, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<UpstreamException>(UpstreamFailures.MayPass),
                MaxRetryAttempts = retries,
                Delay = FirstDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            });
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<UpstreamException>(UpstreamFailures.IsBreakdown),
                FailureRatio = BrokenShare,
                MinimumThroughput = FewestCalls,
                SamplingDuration = Sampling,
                BreakDuration = Break,
            })
            .Build();
    }
}
