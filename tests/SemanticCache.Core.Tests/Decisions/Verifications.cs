using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Reporting;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Decisions;

/// <summary>Builds what stands between decisions and a verifier.</summary>
internal static class Verifications
{
    public static PairVerification Of(IVerifier? verifier, TimeProvider time, DecisionOptions options) =>
        new(verifier is null ? null : Gate(verifier, time, options), time, Options.Create(options));

    public static VerifierGate Gate(IVerifier verifier, TimeProvider time, DecisionOptions options)
    {
        var metrics = new CacheMetrics(new TestMeterFactory());
        return new VerifierGate(
            verifier, new VerifierBreaker(metrics, time, NullLogger<VerifierBreaker>.Instance), metrics, time, Options.Create(options));
    }
}
