using SemanticCache.Core.Learning;

namespace SemanticCache.Core.Tests.Learning;

/// <summary>Requests to a namespace of which the truth is known.</summary>
internal sealed class SimulatedTraffic
{
    private const int Entries = 150;
    private const double AuditPercent = 10;
    private const double LowestLabelled = -1.4;

    // How often comparing answers is sure, where the entry was right and where it was wrong (docs/agreement.md).
    private const double SureOfRight = 0.45;
    private const double SureOfWrong = 0.7;

    private readonly NamespaceLearning _learning = new(new LearningOptions(), new Random(1));
    private readonly Random _random;
    private readonly bool _learns;
    private readonly double[] _offsets;
    private int _questions;

    public SimulatedTraffic(double shift, int seed, bool learns = true)
    {
        Shift = shift;
        _random = new Random(seed);
        _learns = learns;
        _offsets = [.. Enumerable.Range(0, Entries).Select(_ => Normal())];
    }

    /// <summary>Gets or sets by how much the truth differs from the calibration, in log-odds.</summary>
    public double Shift { get; set; }

    public SimulatedFigures Run(int requests, double bar)
    {
        var figures = new SimulatedFigures();
        var audits = 0;
        for (var i = 0; i < requests; i++)
        {
            var entry = _random.Next(Entries);
            var score = 1 + (1.5 * Normal());
            var isRight = _random.NextDouble() < LogOdds.Probability(Shift + score + _offsets[entry]);
            var probability = _learns ? _learning.Probability(SampleLabels.Entry(entry), score) : null;
            if ((probability ?? LogOdds.Probability(score)) < bar)
            {
                Label(entry, score, isRight);
                continue;
            }

            figures = figures with { Hits = figures.Hits + 1, Wrong = figures.Wrong + (isRight ? 0 : 1) };
            if (_learning.DrawsAudit(AuditPercent) && Label(entry, score, isRight))
            {
                audits++;
                if (_learning.Audited(!isRight, 1 - bar))
                {
                    _learning.Forget();
                    figures = figures with { Alarms = figures.Alarms + 1, AuditsUntilAlarm = figures.Alarms == 0 ? audits : figures.AuditsUntilAlarm };
                }
            }
        }

        return figures;
    }

    private bool Label(int entry, double score, bool isRight)
    {
        var isSure = score >= LowestLabelled && _random.NextDouble() < (isRight ? SureOfRight : SureOfWrong);
        if (isSure && _learns)
        {
            _learning.Add([SampleLabels.Of(entry, Entries + _questions++, score, isRight)]);
        }

        return isSure;
    }

    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
