using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions.Guards;
using SemanticCache.Core.Decisions.Signals;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Evaluation.Calibrating;

/// <summary>Reads the signals of probes' candidates as the service would.</summary>
internal sealed class Labeller
{
    private readonly EntryShelf _shelf;
    private readonly PairVerification _verification;
    private readonly GuardRegistry _guards;
    private readonly AnswerIdentity _answers;
    private readonly ProbeLimits _limits;
    private readonly int _verified;

    /// <param name="shelf">The texts' vectors.</param>
    /// <param name="verification">The verifier.</param>
    /// <param name="guards">The guards, of which those on by default refuse.</param>
    /// <param name="answers">Tells which candidates have the same answer.</param>
    /// <param name="limits">How candidates are searched for.</param>
    /// <param name="verified">How many of them the verifier reads.</param>
    public Labeller(EntryShelf shelf, PairVerification verification, GuardRegistry guards, AnswerIdentity answers, ProbeLimits limits, int verified)
    {
        _shelf = shelf;
        _verification = verification;
        _guards = guards;
        _answers = answers;
        _limits = limits;
        _verified = verified;
    }

    /// <summary>Labels the probes, several at a time.</summary>
    /// <exception cref="InvalidOperationException">The verifier is missing or fails.</exception>
    public async Task<IReadOnlyList<LabelledProbe>> LabelAsync(
        IReadOnlyList<Probe> probes, SetUp setUp, Action onDone, CancellationToken cancellationToken)
    {
        var labelled = new LabelledProbe[probes.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, probes.Count, options, async (index, token) =>
        {
            labelled[index] = await LabelAsync(probes[index], setUp, token);
            onDone();
        });
        return labelled;
    }

    private async Task<LabelledProbe> LabelAsync(Probe probe, SetUp setUp, CancellationToken cancellationToken)
    {
        var vector = _shelf.VectorOf(probe.Text);
        var found = probe.Library.Search(probe.Text, vector, _limits);
        var read = await _verification.ReadAsync(probe.Text, [.. found.Take(_verified).Select(each => each.Candidate)], cancellationToken);
        if (read.Failure is { } failure)
        {
            throw new InvalidOperationException($"The verifier cannot judge: {failure}.");
        }

        var candidates = found
            .Select((each, rank) => new VerifiedCandidate(each.Candidate, rank < read.Probabilities.Length ? read.Probabilities[rank] : null)).ToArray();
        var signals = new SignalReader(probe.Text, vector, candidates, _limits.Candidates, _answers);
        var guards = _guards.Choose(null);
        var question = new GuardText(probe.Text);
        return new LabelledProbe(probe, setUp, [.. from rank in Enumerable.Range(0, candidates.Length)
            where candidates[rank].Probability is not null
            select new LabelledCandidate(
                signals.Read(rank).Values.ToArray(),
                LabelOf(probe, found[rank].Stored),
                found[rank].Candidate.Similarity,
                GuardRegistry.FirstRefusal(guards, question, new GuardText(found[rank].Candidate.Question)) is not null)]);
    }

    private static ServingLabel LabelOf(Probe probe, StoredWording stored) => (probe.Kind, stored.Cluster == probe.Cluster) switch
    {
        (ProbeKind.NearMiss, true) => ServingLabel.LookAlike,
        (ProbeKind.NearMiss, false) => ServingLabel.Unknown,
        (_, true) => ServingLabel.Right,
        _ => ServingLabel.OtherNeed,
    };
}
