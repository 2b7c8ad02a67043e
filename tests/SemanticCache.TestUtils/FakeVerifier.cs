using System.Collections.Concurrent;
using SemanticCache.Core.Decisions;

namespace SemanticCache.TestUtils;

/// <summary>A fake verifier with a table of confidences.</summary>
public sealed class FakeVerifier : IVerifier
{
    private readonly ConcurrentDictionary<(string Question, string Candidate), float> _confidences = new();
    private readonly ConcurrentQueue<string> _read = new();

    /// <summary>What goes wrong, if anything.</summary>
    public Fault Fault { get; } = new();

    /// <summary>Gets or sets the status of every result.</summary>
    public VerificationStatus Status { get; set; } = VerificationStatus.Verified;

    /// <summary>Gets or sets the confidence in pairs that are not in the table.</summary>
    public float DefaultConfidence { get; set; }

    /// <summary>Gets or sets what happens at the start of each call.</summary>
    public Action OnCall { get; set; } = () => { };

    /// <summary>The candidates' questions that were read, in order.</summary>
    public IReadOnlyList<string> Read => [.. _read];

    /// <inheritdoc/>
    public VerifierDescription Description { get; } = new("fake-verifier-1", MinimumConfidence: 0.8f);

    /// <summary>Puts a pair into the table.</summary>
    public void Set(string question, string candidateQuestion, float confidence) => _confidences[(question, candidateQuestion)] = confidence;

    /// <inheritdoc/>
    public async ValueTask<VerificationResult> VerifyAsync(string question, string candidateQuestion, CancellationToken cancellationToken)
    {
        _read.Enqueue(candidateQuestion);
        OnCall();
        await Fault.ApplyAsync(cancellationToken);
        return Status is VerificationStatus.Verified
            ? new VerificationResult(Status, _confidences.GetValueOrDefault((question, candidateQuestion), DefaultConfidence))
            : new VerificationResult(Status, 0);
    }
}
