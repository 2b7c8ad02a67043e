using System.Collections.Immutable;

namespace SemanticCache.Core.Agreement;

/// <summary>Tells whether two answers say the same in substance; a wrong "agrees" would make wrong hits, so doubt is <see cref="AgreementKind.Unsure"/>.</summary>
internal static class AnswerAgreement
{
    /// <summary>Compares two answers; <paramref name="similarity"/> is the cosine of their embeddings, null when it is not known.</summary>
    public static AgreementVerdict Compare(AnswerFacts left, AnswerFacts right, float? similarity)
    {
        if (!HasEqual(left.ToolCalls, right.ToolCalls))
        {
            return new AgreementVerdict(AgreementKind.Disagrees, AgreementReasons.ToolCalls);
        }

        if (!HasEqual(left.Code, right.Code))
        {
            return new AgreementVerdict(AgreementKind.Unsure, AgreementReasons.Code);
        }

        if (left.Wording == right.Wording && left.Polarity == right.Polarity)
        {
            return new AgreementVerdict(AgreementKind.Agrees, AgreementReasons.SameText);
        }

        if (left.IsTooLong || right.IsTooLong || left.IsTooShort || right.IsTooShort)
        {
            return new AgreementVerdict(AgreementKind.Unsure, left.IsTooLong || right.IsTooLong ? AgreementReasons.TooLong : AgreementReasons.TooShort);
        }

        return AgreementRules.Judge(left, right, similarity);
    }

    private static bool HasEqual(ImmutableArray<string> left, ImmutableArray<string> right) =>
        left.AsSpan().SequenceEqual(right.AsSpan());
}
