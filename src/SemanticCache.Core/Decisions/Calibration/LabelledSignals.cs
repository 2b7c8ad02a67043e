namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>The signals of one candidate and whether serving it would have been right.</summary>
/// <param name="Signals">The signals.</param>
/// <param name="IsRight">Whether it was right.</param>
/// <param name="Weight">How much the example counts, more than 0.</param>
internal readonly record struct LabelledSignals(double[] Signals, bool IsRight, double Weight = 1);
