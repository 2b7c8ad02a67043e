using SemanticCache.Core.Agreement;

namespace SemanticCache.Onnx.Tests.Agreement;

/// <summary>How often each verdict was given.</summary>
internal sealed class VerdictCounts
{
    private readonly int[] _counts = new int[Enum.GetValues<AgreementKind>().Length];

    public int Total => _counts.Sum();

    public int this[AgreementKind kind] => _counts[(int)kind];

    public void Add(AgreementVerdict verdict) => _counts[(int)verdict.Kind]++;

    public override string ToString() =>
        FormattableString.Invariant($"{Total} pairs: agrees {Share(AgreementKind.Agrees)}, unsure {Share(AgreementKind.Unsure)}, disagrees {Share(AgreementKind.Disagrees)}");

    private string Share(AgreementKind kind) => FormattableString.Invariant($"{this[kind]} ({100.0 * this[kind] / Math.Max(1, Total):0.0} %)");
}
