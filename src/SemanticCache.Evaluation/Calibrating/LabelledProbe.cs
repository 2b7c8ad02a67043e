using System.Collections.Immutable;
using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Evaluation.Calibrating;

/// <summary>A probe with the candidates that the verifier read.</summary>
/// <param name="Probe">The probe.</param>
/// <param name="SetUp">What was stored.</param>
/// <param name="Candidates">The candidates.</param>
internal sealed record LabelledProbe(Probe Probe, SetUp SetUp, ImmutableArray<LabelledCandidate> Candidates);
