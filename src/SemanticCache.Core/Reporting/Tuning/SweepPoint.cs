namespace SemanticCache.Core.Reporting.Tuning;

/// <summary>What recorded decisions would have come to at one threshold.</summary>
/// <param name="Threshold">The threshold, in [0, 1].</param>
/// <param name="Hits">The decisions that would have been hits.</param>
/// <param name="Labelled">The pairs of a question and an entry among them of which is known whether they are right.</param>
/// <param name="Wrong">Of these, those that are wrong.</param>
/// <param name="WrongLow">The lower bound of the share of wrong pairs, 95 % sure.</param>
/// <param name="WrongHigh">The upper bound of the share of wrong pairs, 95 % sure; 1 without labels.</param>
/// <param name="ExpectedWrong">How many of the hits are expected to be wrong; null where none of those above, or none of those below the threshold in effect has a label.</param>
/// <param name="Saved">What these hits would have saved, in the administrator's currency.</param>
internal sealed record SweepPoint(double Threshold, int Hits, int Labelled, int Wrong, double WrongLow, double WrongHigh, double? ExpectedWrong, double Saved);
