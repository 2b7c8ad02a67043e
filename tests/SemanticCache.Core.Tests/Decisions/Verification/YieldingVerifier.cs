using SemanticCache.Core.Decisions;

namespace SemanticCache.Core.Tests.Decisions.Verification;

/// <summary>A verifier that gives way to others before it answers, each pair with a confidence of its own.</summary>
internal sealed class YieldingVerifier : IVerifier
{
    public VerifierDescription Description { get; } = new("yielding-1", MinimumConfidence: 0.8f);

    public static float ConfidenceIn(string question, string candidate) => ((question.Length * 100) + candidate.Length) / 10_000f;

    public async ValueTask<VerificationResult> VerifyAsync(string question, string candidateQuestion, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return new VerificationResult(VerificationStatus.Verified, ConfidenceIn(question, candidateQuestion));
    }
}
