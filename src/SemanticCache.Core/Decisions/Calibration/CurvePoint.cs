namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>One point of a reliability curve.</summary>
/// <param name="Score">The score.</param>
/// <param name="Probability">The probability of a right hit at that score, in [0, 1].</param>
internal readonly record struct CurvePoint(double Score, double Probability);
