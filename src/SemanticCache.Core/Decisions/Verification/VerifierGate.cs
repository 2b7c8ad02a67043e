using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Decisions.Verification;

/// <summary>Stands before the verifier: remembers what it said of a pair, and leaves it alone for a while when it keeps failing.</summary>
internal sealed class VerifierGate
{
    private readonly IVerifier _verifier;
    private readonly VerifiedPairs _pairs;
    private readonly VerifierBreaker _breaker;
    private readonly CacheMetrics _metrics;
    private readonly TimeProvider _time;

    public VerifierGate(IVerifier verifier, VerifierBreaker breaker, CacheMetrics metrics, TimeProvider time, IOptions<DecisionOptions> options)
    {
        _verifier = verifier;
        _breaker = breaker;
        _metrics = metrics;
        _time = time;
        _pairs = new VerifiedPairs(verifier.Description.Fingerprint, options.Value.RememberedPairs);
        metrics.ObserveWaiting(TelemetryNames.VerifierValue, verifier as IQueueLength);
    }

    /// <summary>Judges one pair.</summary>
    /// <param name="question">The question.</param>
    /// <param name="candidateQuestion">The candidate's wording.</param>
    /// <param name="caller">Cancelled when nobody waits any more, which is not the verifier's fault.</param>
    /// <param name="budget">Cancelled then, and when the verifier is late, which is.</param>
    public async ValueTask<VerificationResult> VerifyAsync(
        string question, string candidateQuestion, CancellationToken caller, CancellationToken budget)
    {
        var key = _pairs.KeyOf(question, candidateQuestion);
        if (_pairs.TryGet(key, out var known))
        {
            _metrics.Verified(VerificationStatus.Verified, remembered: true);
            return new VerificationResult(VerificationStatus.Verified, known);
        }

        var started = _time.GetTimestamp();
        var result = await AskAsync(question, candidateQuestion, caller, budget);
        _metrics.Verified(result.Status, remembered: false);
        if (result.Status is VerificationStatus.Verified)
        {
            _metrics.VerificationEnded(_time.GetElapsedTime(started));
            _pairs.Remember(key, result.Confidence);
        }

        return result;
    }

    private async ValueTask<VerificationResult> AskAsync(
        string question, string candidateQuestion, CancellationToken caller, CancellationToken budget)
    {
        try
        {
            return await _breaker.RunAsync(token => _verifier.VerifyAsync(question, candidateQuestion, token), caller, budget);
        }
        catch (BrokenCircuitException)
        {
            return new VerificationResult(VerificationStatus.Unavailable, 0);
        }
    }
}
