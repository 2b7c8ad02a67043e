namespace SemanticCache.Core.Learning;

/// <summary>
/// Raises an alarm when cases become more frequent than they may be, at whatever time that begins: the Shiryaev-Roberts sum of likelihood
/// ratios (Shin, Ramdas and Rinaldo 2022, "E-detectors"). While the share stays allowed, it takes at least <see cref="RunLength"/>
/// observations in the mean until a false alarm.
/// </summary>
internal sealed class DriftDetector
{
    /// <summary>The mean number of observations before a false alarm, at least.</summary>
    public const double RunLength = 1000;

    private double _sum;

    /// <summary>Notes one observation and tells whether to raise the alarm.</summary>
    /// <param name="isCase">Whether it is a case.</param>
    /// <param name="allowed">The share that is allowed, in [0, 1].</param>
    public bool Observe(bool isCase, double allowed)
    {
        // The ratio compares with about twice the share; its mean is at most 1 for every share up to the allowed one.
        var tolerated = Math.Clamp(allowed, 0.001, 0.5);
        var suspected = Math.Min(0.9, (2 * tolerated) + 0.02);
        var ratio = isCase ? suspected / tolerated : (1 - suspected) / (1 - tolerated);
        _sum = (_sum + 1) * ratio;
        return _sum >= RunLength;
    }

    /// <summary>Begins anew.</summary>
    public void Reset() => _sum = 0;
}
