using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Decisions.Verification;

/// <summary>Asks another verifier: never twice about a pair lately judged, never for long, and not at all while it keeps failing.</summary>
internal sealed partial class ResilientVerifier : IVerifier
{
    private readonly IVerifier _inner;
    private readonly TimeProvider _time;
    private readonly ModelMetrics _metrics;
    private readonly ILogger<ResilientVerifier> _logger;
    private readonly VerifiedPairs _pairs;
    private readonly CircuitBreaker _breaker;
    private readonly TimeSpan _pairTime;

    public ResilientVerifier(
        IVerifier inner, TimeProvider time, ModelMetrics metrics, IOptions<DecisionOptions> options, ILogger<ResilientVerifier> logger)
    {
        _inner = inner;
        _time = time;
        _metrics = metrics;
        _logger = logger;
        _pairs = new VerifiedPairs(inner.Description.Fingerprint, options.Value.VerifiedPairs);
        _breaker = new CircuitBreaker(time, Changed);
        _pairTime = options.Value.PairTime ?? options.Value.VerificationTime * 0.75;
        metrics.Watch(_breaker);
    }

    /// <inheritdoc/>
    public VerifierDescription Description => _inner.Description;

    /// <inheritdoc/>
    public async ValueTask<VerificationResult> VerifyAsync(
        string question, string candidateQuestion, CancellationToken cancellationToken)
    {
        var key = _pairs.KeyOf(question, candidateQuestion);
        if (_pairs.TryGet(key, out var confidence))
        {
            _metrics.Verified(VerificationStatus.Verified, cached: true);
            return new VerificationResult(VerificationStatus.Verified, confidence);
        }

        if (!_breaker.TryBegin(out var permit))
        {
            _metrics.Verified(VerificationStatus.Unavailable, cached: false);
            return new VerificationResult(VerificationStatus.Unavailable, 0);
        }

        return await CallAsync(permit, () => AskAsync(question, candidateQuestion, key, cancellationToken), cancellationToken);
    }

    // Whatever is thrown and not the caller's doing is the verifier's failure.
    private async ValueTask<VerificationResult> CallAsync(
        long permit, Func<ValueTask<VerificationResult>> ask, CancellationToken cancellationToken)
    {
        var ending = CallEnding.Failed;
        VerificationStatus? status = null;
        var started = _time.GetTimestamp();
        try
        {
            var result = await ask();
            status = result.Status;
            ending = EndingOf(result.Status);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            ending = CallEnding.Uncounted;
            throw;
        }
        finally
        {
            _breaker.End(permit, ending);
            Report(status, ending, _time.GetElapsedTime(started));
        }
    }

    private async ValueTask<VerificationResult> AskAsync(
        string question, string candidateQuestion, UInt128 key, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_pairTime, _time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var asking = _inner.VerifyAsync(question, candidateQuestion, patience.Token);

            // A verifier that ignores its token is left behind.
            var result = asking.IsCompletedSuccessfully ? asking.Result : await asking.AsTask().WaitAsync(patience.Token);
            _pairs.Keep(key, result);
            return deadline.IsCancellationRequested ? new VerificationResult(VerificationStatus.TimedOut, 0) : result;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new VerificationResult(VerificationStatus.TimedOut, 0);
        }
    }

    // A pair that never came to the model, for its length or for a full queue, says nothing about the model.
    private static CallEnding EndingOf(VerificationStatus status) => status switch
    {
        VerificationStatus.Verified => CallEnding.Succeeded,
        VerificationStatus.TimedOut => CallEnding.Failed,
        _ => CallEnding.Uncounted,
    };

    private void Report(VerificationStatus? status, CallEnding ending, TimeSpan elapsed)
    {
        if (status is { } known)
        {
            _metrics.Verified(known, cached: false);
        }
        else if (ending is CallEnding.Failed)
        {
            _metrics.VerificationFailed();
        }

        if (ending is not CallEnding.Uncounted)
        {
            _metrics.VerificationEnded(elapsed);
        }
    }

    private void Changed(BreakerState state)
    {
        _metrics.BreakerChanged(state);
        switch (state)
        {
            case BreakerState.Open:
                LogBroken(CircuitBreaker.Break.TotalSeconds);
                break;
            case BreakerState.HalfOpen:
                LogTried();
                break;
            default:
                LogRecovered();
                break;
        }
    }

    [LoggerMessage(EventIds.VerifierBroken, LogLevel.Warning, "The verifier fails or is late too often and is left alone for {Seconds} s; what it would have judged is a miss.", EventName = nameof(EventIds.VerifierBroken))]
    private partial void LogBroken(double seconds);

    [LoggerMessage(EventIds.VerifierTried, LogLevel.Information, "The verifier is tried again.", EventName = nameof(EventIds.VerifierTried))]
    private partial void LogTried();

    [LoggerMessage(EventIds.VerifierRecovered, LogLevel.Information, "The verifier works again.", EventName = nameof(EventIds.VerifierRecovered))]
    private partial void LogRecovered();
}
