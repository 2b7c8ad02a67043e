using SemanticCache.Core.Policies;
using SemanticCache.Evaluation;
using SemanticCache.Evaluation.Intents;
using SemanticCache.Evaluation.Pairs;
using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Cli.Quality;

/// <summary>Measures decisions on labelled tables, file by file.</summary>
internal sealed class LabelledEvaluation
{
    private readonly NamespacePolicy _policy;
    private readonly Func<EvaluationSession> _start;
    private readonly List<ProbeResult> _mistakes = [];

    /// <param name="policy">The policy of the decisions.</param>
    /// <param name="start">Loads the models; called once all files are read.</param>
    public LabelledEvaluation(NamespacePolicy policy, Func<EvaluationSession> start)
    {
        _policy = policy;
        _start = start;
    }

    /// <summary>What was served wrongly so far.</summary>
    public IReadOnlyList<ProbeResult> Mistakes => _mistakes;

    /// <summary>Asks the pairs of each file.</summary>
    /// <exception cref="Invocation.UsageException">A file is missing or has a mistake; says where.</exception>
    public async Task<PairsResult> AskPairsAsync(LabelledFiles files)
    {
        var tables = files.ReadOrThrow(PairFile.ReadOrThrow);
        using var session = _start();
        var results = new List<PairFileResult>();
        foreach (var file in tables)
        {
            var probes = new PairProbes(file, files.Limit, files.Seed);
            var asked = await session.ProbeAsync(probes.Clusters, probes.Draw, _policy);
            _mistakes.AddRange(asked.Where(result => result is { Served: not null, Probe.Kind: ProbeKind.NearMiss }));
            results.Add(PairFileResult.Of(file, probes, PairFigures.Of(asked, result => result.Served)) with
            {
                Sweep = _policy.Decision is DecisionKind.Verified ? PairSweep.Of(asked) : null,
            });
        }

        return new PairsResult(EvalConditions.Of(session, _policy, files), results);
    }

    /// <summary>Asks the utterances of each file.</summary>
    /// <exception cref="Invocation.UsageException">A file is missing or has a mistake; says where.</exception>
    public async Task<IntentsResult> AskIntentsAsync(LabelledFiles files)
    {
        var tables = files.ReadOrThrow(IntentFile.ReadOrThrow);
        using var session = _start();
        var results = new List<IntentFileResult>();
        foreach (var file in tables)
        {
            var probes = new IntentProbes(file, files.Limit, files.Seed);
            var asked = await session.ProbeAsync(probes.Clusters, probes.Draw, _policy);
            _mistakes.AddRange(asked.Where(probes.IsCertainlyWrong));
            results.Add(IntentFileResult.Of(file, probes, IntentFigures.Of(asked, probes.IsCertainlyWrong)));
        }

        return new IntentsResult(EvalConditions.Of(session, _policy, files), results);
    }
}
