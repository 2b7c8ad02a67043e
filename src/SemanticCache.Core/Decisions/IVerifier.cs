namespace SemanticCache.Core.Decisions;

/// <summary>Reads a question and a candidate's question together and judges whether both deserve the same answer.</summary>
public interface IVerifier
{
    /// <summary>What the model is and which defaults it brings.</summary>
    VerifierDescription Description { get; }

    /// <summary>
    /// Judges one pair. A pair beyond the model's window or a full queue is a status of the result; a broken model throws.
    /// </summary>
    ValueTask<VerificationResult> VerifyAsync(string question, string candidateQuestion, CancellationToken cancellationToken);
}
