using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Guards;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Evaluation.Calibrating;
using SemanticCache.Evaluation.Probing;
using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation;

/// <summary>Evaluates and calibrates decisions on labelled questions, with the models and the decisions of the service.</summary>
internal sealed class EvaluationSession : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly IProgressDisplay _progress;
    private readonly CancellationToken _cancellationToken;

    /// <param name="settings">Settings of the service, by their configuration keys.</param>
    /// <param name="progress">Shows how far the work is.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public EvaluationSession(IReadOnlyDictionary<string, string?> settings, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        _services = EvaluationServices.Build(settings);
        _progress = progress;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The bars that decisions under a policy must reach.</summary>
    public DecisionBars BarsFor(NamespacePolicy policy) => DecisionBars.For(policy, RequestControls.Default, Get<DecisionDefaults>());

    /// <summary>The fingerprint of the embedder.</summary>
    public string Embedder => Get<IEmbedder>().Description.Fingerprint;

    /// <summary>The fingerprint of the verifier; empty without one.</summary>
    public string Verifier => _services.GetService<IVerifier>()?.Description.Fingerprint ?? "";

    /// <summary>Looks every question up under a policy.</summary>
    /// <param name="clusters">The labelled questions.</param>
    /// <param name="setUp">What is stored.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="seeds">One round of draws for each; one suffices where everything is stored.</param>
    public Task<IReadOnlyList<ProbeResult>> BenchAsync(
        IReadOnlyList<ReplayCluster> clusters, SetUp setUp, NamespacePolicy policy, IReadOnlyList<int> seeds) =>
        ProbeAsync(clusters, shelf => Probes(clusters, shelf, setUp, seeds), policy);

    /// <summary>Looks questions up under a policy.</summary>
    /// <param name="clusters">The clusters whose texts are stored or asked.</param>
    /// <param name="draw">Draws up what is stored and what asks.</param>
    /// <param name="policy">The policy.</param>
    public async Task<IReadOnlyList<ProbeResult>> ProbeAsync(
        IReadOnlyList<ReplayCluster> clusters, Func<EntryShelf, IReadOnlyList<Probe>> draw, NamespacePolicy policy)
    {
        var shelf = await PrepareAsync(clusters);
        var runner = new ProbeRunner(shelf, Get<DecisionStage>(), policy, BarsFor(policy), LimitsOf(policy));
        var probes = draw(shelf);
        return await _progress.ShowAsync($"Looking up {probes.Count} questions", probes.Count, step => runner.RunAsync(probes, step, _cancellationToken));
    }

    /// <summary>Fits a calibration to labelled questions, in both set-ups.</summary>
    /// <param name="clusters">The labelled questions, of at least two domains.</param>
    /// <param name="seeds">One round of draws for each.</param>
    /// <param name="targetPrecision">The precision of hits that the default minimum confidence must keep.</param>
    public async Task<FittedCalibration> CalibrateAsync(IReadOnlyList<ReplayCluster> clusters, IReadOnlyList<int> seeds, double targetPrecision)
    {
        var shelf = await PrepareAsync(clusters);
        var labeller = new Labeller(
            shelf, Get<PairVerification>(), Get<GuardRegistry>(), Get<AnswerIdentity>(), LimitsOf(new NamespacePolicy()), Get<IOptions<DecisionOptions>>().Value.VerifiedCandidates);
        var all = Probes(clusters, shelf, SetUp.All, seeds);
        var one = Probes(clusters, shelf, SetUp.One, seeds);
        var labelled = await _progress.ShowAsync($"Verifying the candidates of {all.Count + one.Count} questions", all.Count + one.Count, async step =>
            (IReadOnlyList<LabelledProbe>)[
                .. await labeller.LabelAsync(all, SetUp.All, step, _cancellationToken),
                .. await labeller.LabelAsync(one, SetUp.One, step, _cancellationToken)]);
        return new Calibrator(labelled, targetPrecision).Fit(Embedder, Verifier);
    }

    /// <inheritdoc/>
    public void Dispose() => _services.Dispose();

    private async Task<EntryShelf> PrepareAsync(IReadOnlyList<ReplayCluster> clusters)
    {
        var shelf = new EntryShelf(Get<IEmbedder>());
        var texts = EntryShelf.TextsOf(clusters).Count;
        await _progress.ShowAsync($"Embedding {texts} texts", texts, async step =>
        {
            await shelf.PrepareAsync(clusters, step, _cancellationToken);
            return texts;
        });
        return shelf;
    }

    private static List<Probe> Probes(IReadOnlyList<ReplayCluster> clusters, EntryShelf shelf, SetUp setUp, IReadOnlyList<int> seeds) =>
        [.. (setUp is SetUp.All ? seeds.Take(1) : seeds).SelectMany(seed => ProbeSet.Of(clusters, shelf.EntryOf, setUp, new Random(seed)))];

    private ProbeLimits LimitsOf(NamespacePolicy policy) => new(
        Get<IOptions<SearchOptions>>().Value.Candidates,
        policy.Decision is DecisionKind.Threshold ? 0 : (float)Get<IOptions<DecisionOptions>>().Value.EvidenceSimilarity,
        policy.Decision is DecisionKind.Threshold ? 1 : (float)Get<IOptions<DecisionOptions>>().Value.EvidenceReach);

    private T Get<T>()
        where T : notnull =>
        _services.GetRequiredService<T>();
}
