namespace SemanticCache.Evaluation.Calibrating;

/// <summary>A candidate with its signals and what serving it would have been.</summary>
/// <param name="Signals">The signals.</param>
/// <param name="Label">What serving it would have been.</param>
/// <param name="Similarity">Its similarity.</param>
/// <param name="IsRefused">Whether a guard refuses it.</param>
internal sealed record LabelledCandidate(double[] Signals, ServingLabel Label, float Similarity, bool IsRefused);
