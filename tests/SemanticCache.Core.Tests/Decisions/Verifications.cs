using Microsoft.Extensions.Options;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Verification;

namespace SemanticCache.Core.Tests.Decisions;

/// <summary>Builds what stands between decisions and a verifier.</summary>
internal static class Verifications
{
    public static PairVerification Of(IVerifier? verifier, TimeProvider time, DecisionOptions options) =>
        new(new VerifierSlot(verifier), time, Options.Create(options));
}
