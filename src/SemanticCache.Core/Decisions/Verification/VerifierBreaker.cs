using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Decisions.Verification;

/// <summary>Leaves the verifier alone for a while when half of its work fails or is late, so that requests need not wait to learn it.</summary>
internal sealed partial class VerifierBreaker
{
    private const double FailingShare = 0.5;
    private const int FewestCalls = 20;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private static readonly ResiliencePropertyKey<CancellationToken> Caller = new("caller");

    private readonly ResiliencePipeline _pipeline;
    private readonly CacheMetrics _metrics;
    private readonly ILogger<VerifierBreaker> _logger;

    public VerifierBreaker(CacheMetrics metrics, TimeProvider time, ILogger<VerifierBreaker> logger)
    {
        _metrics = metrics;
        _logger = logger;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = FailingShare,
            MinimumThroughput = FewestCalls,
            SamplingDuration = Window,
            BreakDuration = Rest,
            ShouldHandle = arguments => ValueTask.FromResult(IsFailure(arguments)),
            OnOpened = _ => Note(isOpen: true),
            OnClosed = _ => Note(isOpen: false),
        }).Build();
    }

    /// <summary>Runs a call of the verifier.</summary>
    /// <exception cref="BrokenCircuitException">The verifier is left alone.</exception>
    public async ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken caller, CancellationToken budget)
    {
        var context = ResilienceContextPool.Shared.Get(budget);
        context.Properties.Set(Caller, caller);
        try
        {
            return await _pipeline.ExecuteAsync(
                static (context, call) => call(context.CancellationToken), context, call);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // A caller who leaves says nothing of the verifier; a cancellation otherwise means that it was late.
    private static bool IsFailure(CircuitBreakerPredicateArguments<object> arguments) =>
        arguments.Outcome.Exception is not null
        && !arguments.Context.Properties.GetValue(Caller, CancellationToken.None).IsCancellationRequested;

    private ValueTask Note(bool isOpen)
    {
        _metrics.VerifierBreakerChanged(isOpen);
        if (isOpen)
        {
            LogOpened(Rest.TotalSeconds);
        }
        else
        {
            LogClosed();
        }

        return ValueTask.CompletedTask;
    }

    [LoggerMessage(EventIds.VerifierLeftAlone, LogLevel.Warning,
        "Half of the verifier's work fails or is late; it is left alone for {Seconds} s, and what it would decide is a miss.",
        EventName = nameof(EventIds.VerifierLeftAlone))]
    private partial void LogOpened(double seconds);

    [LoggerMessage(EventIds.VerifierBack, LogLevel.Information, "The verifier works again.", EventName = nameof(EventIds.VerifierBack))]
    private partial void LogClosed();
}
