using SemanticCache.Core.Decisions;
using SemanticCache.Core.Policies;

namespace SemanticCache.Evaluation.Probing;

/// <summary>Looks probes up and decides on their candidates as the service does, several at a time.</summary>
internal sealed class ProbeRunner
{
    private readonly EntryShelf _shelf;
    private readonly DecisionStage _decisions;
    private readonly NamespacePolicy _policy;
    private readonly DecisionBars _bars;
    private readonly ProbeLimits _limits;

    public ProbeRunner(EntryShelf shelf, DecisionStage decisions, NamespacePolicy policy, DecisionBars bars, ProbeLimits limits)
    {
        _shelf = shelf;
        _decisions = decisions;
        _policy = policy;
        _bars = bars;
        _limits = limits;
    }

    /// <summary>Runs the probes and returns a result for each, in order.</summary>
    public async Task<IReadOnlyList<ProbeResult>> RunAsync(IReadOnlyList<Probe> probes, Action onDone, CancellationToken cancellationToken)
    {
        var results = new ProbeResult[probes.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, probes.Count, options, async (index, token) =>
        {
            results[index] = await RunAsync(probes[index], token);
            onDone();
        });
        return results;
    }

    private async Task<ProbeResult> RunAsync(Probe probe, CancellationToken cancellationToken)
    {
        var vector = _shelf.VectorOf(probe.Text);
        var found = probe.Library.Search(probe.Text, vector, _limits);
        var input = new DecisionInput
        {
            Question = probe.Text,
            Vector = vector,
            Candidates = [.. found.Select(each => each.Candidate)],
            Limit = _limits.Candidates,
            Policy = _policy,
            Bars = _bars,

            // Curves over other bars need every confidence.
            IsThorough = true,
        };
        var decision = await _decisions.DecideAsync(input, cancellationToken);
        return new ProbeResult(probe, [.. decision.Verdicts.Select((verdict, rank) => new ProbedCandidate(verdict, found[rank].Stored.Cluster))]);
    }
}
