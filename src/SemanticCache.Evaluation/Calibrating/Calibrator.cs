using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Core.Decisions.Signals;
using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Evaluation.Calibrating;

/// <summary>Fits a calibration to labelled probes; its figures come from models that have not seen the domain they are asked about.</summary>
internal sealed class Calibrator
{
    // Look-alikes are rarer in the files than neighbouring needs are among candidates, and worse: nothing else keeps them out.
    private const double LookAlikeWeight = 4;
    private const double Ridge = 1;
    private const int PoolSize = 200;
    private const double SharePerSimilarity = 0.01;

    private readonly IReadOnlyList<LabelledProbe> _probes;
    private readonly double _targetPrecision;

    /// <param name="probes">The labelled probes, of at least two domains.</param>
    /// <param name="targetPrecision">The precision of hits, look-alikes counted, that the default minimum confidence must keep.</param>
    public Calibrator(IReadOnlyList<LabelledProbe> probes, double targetPrecision)
    {
        _probes = probes;
        _targetPrecision = targetPrecision;
    }

    /// <summary>Fits the calibration.</summary>
    public FittedCalibration Fit(string embedder, string verifier)
    {
        var best = CrossValidate();
        var curve = CurveOf(best);
        var judged = best.GroupBy(DomainOf).SelectMany(domain => WithConfidence(domain, CurveOf(best.Where(each => DomainOf(each) != domain.Key)))).ToArray();
        var (need, rivals) = FitModels(_probes);
        var minimum = MinimumConfidence(judged);
        return new FittedCalibration(
            new ConfidenceCalibration
            {
                Embedder = embedder,
                Verifier = verifier,
                Need = need,
                Rivals = rivals,
                Curve = curve,
                SimilarityThreshold = SimilarityThreshold(judged, minimum),
                MinimumConfidence = minimum,
            },
            judged);
    }

    private static string DomainOf(JudgedProbe judged) => judged.Probe.Probe.Cluster.Domain;

    private static ReliabilityCurve CurveOf(IEnumerable<JudgedProbe> judged) =>
        ReliabilityCurve.Fit(judged.Select(each => (each.Score, each.IsRight)), PoolSize);

    private static IEnumerable<JudgedProbe> WithConfidence(IEnumerable<JudgedProbe> judged, ReliabilityCurve curve) =>
        judged.Select(each => each with { Confidence = curve.At(each.Score) });

    private JudgedProbe[] CrossValidate() =>
        [.. _probes.GroupBy(probe => probe.Probe.Cluster.Domain).AsParallel().AsOrdered().SelectMany(domain =>
        {
            var (need, rivals) = FitModels([.. _probes.Where(probe => probe.Probe.Cluster.Domain != domain.Key)]);

            // Small edits of stored wordings teach the models, but are too easy to tell how sure a hit is.
            return domain.Where(probe => probe.Probe.Kind is not ProbeKind.NearHit)
                .Select(probe => Judge(probe, need, rivals)).OfType<JudgedProbe>().ToArray();
        })];

    // The candidate that would be served, if any; what nobody labelled teaches nothing.
    private static JudgedProbe? Judge(LabelledProbe probe, LogisticModel need, LogisticModel rivals)
    {
        var best = probe.Candidates.Where(candidate => !candidate.IsRefused)
            .Select(candidate => (Candidate: candidate, Score: ConfidenceCalibration.Score(need, rivals, candidate.Signals)))
            .OrderByDescending(each => each.Score).FirstOrDefault();
        return best.Candidate is null || best.Candidate.Label is ServingLabel.Unknown
            ? null
            : new JudgedProbe(probe, best.Score, best.Candidate.Label is ServingLabel.Right, best.Candidate.Similarity);
    }

    private static (LogisticModel Need, LogisticModel Rivals) FitModels(IReadOnlyList<LabelledProbe> probes)
    {
        var all = Enum.GetValues<Signal>();
        var candidates = probes.SelectMany(probe => probe.Candidates).ToArray();
        var need = LogisticFit.Fit(
            [.. candidates.Where(candidate => candidate.Label is ServingLabel.Right or ServingLabel.LookAlike)
                .Select(candidate => Example(candidate, candidate.Label is ServingLabel.LookAlike ? LookAlikeWeight : 1))],
            [.. all.Select(signal => !ConfidenceCalibration.ComparesWithRivals(signal))],
            Ridge);
        var rivals = LogisticFit.Fit(
            [.. candidates.Where(candidate => candidate.Label is ServingLabel.Right or ServingLabel.OtherNeed).Select(candidate => Example(candidate, 1))],
            [.. all.Select(_ => true)],
            Ridge);
        return (need, rivals);
    }

    private static LabelledSignals Example(LabelledCandidate candidate, double weight) =>
        new(candidate.Signals, candidate.Label is ServingLabel.Right, weight);

    // The lowest confidence from which on the hits are right often enough.
    private double MinimumConfidence(JudgedProbe[] judged)
    {
        var minimum = 1.0;
        var (hits, right) = (0, 0);
        foreach (var level in judged.GroupBy(each => Math.Round(each.Confidence, 3)).OrderByDescending(level => level.Key))
        {
            hits += level.Count();
            right += level.Count(each => each.IsRight);
            if (right >= _targetPrecision * hits)
            {
                minimum = level.Key;
            }
        }

        return minimum;
    }

    // Hardly a right hit is further away.
    private static double SimilarityThreshold(JudgedProbe[] judged, double minimum)
    {
        var right = judged.Where(each => each.IsRight && each.Confidence >= minimum).Select(each => (double)each.Similarity).Order().ToArray();
        return right.Length == 0 ? 0 : Math.Round(right[(int)(right.Length * SharePerSimilarity)], 2);
    }
}
