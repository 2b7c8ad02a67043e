namespace SemanticCache.Core.Agreement;

/// <summary>The rules for two different wordings that can be judged: any of them can object, and only what none objects to agrees.</summary>
internal static class AgreementRules
{
    // Fitted on the calibration answers alone; docs/agreement.md has the figures.
    private const float LeastSimilarity = 0.7f;
    private const float LeastSharedOfLonger = 0.65f;
    private const float LookAlikeSimilarity = 0.95f;
    private const float LookAlikeReplaced = 0.7f;
    private const float AnotherSubjectSimilarity = 0.45f;
    private const float AnotherSubjectShared = 0.25f;
    private const int MostNegators = 1;

    /// <summary>Applies the rules.</summary>
    public static AgreementVerdict Judge(AnswerFacts left, AnswerFacts right, float? similarity)
    {
        var evidence = AgreementEvidence.Of(left, right);
        if (Contradiction(left, right, evidence, similarity) is { } contradiction)
        {
            return new AgreementVerdict(AgreementKind.Disagrees, contradiction);
        }

        return (Doubt(evidence) ?? ScoreDoubt(evidence, similarity)) is { } doubt
            ? new AgreementVerdict(AgreementKind.Unsure, doubt)
            : new AgreementVerdict(AgreementKind.Agrees, AgreementReasons.SameSubstance);
    }

    private static string? Contradiction(AnswerFacts left, AnswerFacts right, in AgreementEvidence evidence, float? similarity) => evidence switch
    {
        { NumbersMissingInBoth: > 0 } => AgreementReasons.Numbers,
        { NamesMissingInBoth: > 0 } or { StepsMissingInBoth: > 0 } => AgreementReasons.Names,
        { LinksMissing: > 1 } => AgreementReasons.Links,
        _ when IsYesAndNo(left.Polarity, right.Polarity) => AgreementReasons.Polarity,
        { SharedOfShorter: < AnotherSubjectShared } => AgreementReasons.AnotherSubject,
        _ when similarity < AnotherSubjectSimilarity => AgreementReasons.AnotherSubject,
        _ => null,
    };

    private static string? Doubt(in AgreementEvidence evidence) => evidence switch
    {
        { NumbersMissing: > 0 } => AgreementReasons.MissingNumber,
        { NumbersSwapped: > 0 } => AgreementReasons.SwappedNumbers,
        { NamesMissing: > 0 } => AgreementReasons.Names,
        { LinksMissing: > 0 } => AgreementReasons.Links,
        { Opposites: > 0 } => AgreementReasons.Opposites,
        { Restrictions: > 0 } => AgreementReasons.Restriction,
        { Negations: > 0 } or { Negators: > MostNegators } => AgreementReasons.Negation,
        { Replaced: >= LookAlikeReplaced } => AgreementReasons.LookAlike,
        { SharedOfLonger: < LeastSharedOfLonger } => AgreementReasons.TooFewSharedWords,
        _ => null,
    };

    // Rewordings are rarely nearer than that; what is, and still has a word of its own, is an edit.
    private static string? ScoreDoubt(in AgreementEvidence evidence, float? similarity) => similarity switch
    {
        null => AgreementReasons.UnknownSimilarity,
        < LeastSimilarity => AgreementReasons.BelowSimilarity,
        >= LookAlikeSimilarity when evidence.SharedOfLonger < 1 => AgreementReasons.LookAlike,
        _ => null,
    };

    private static bool IsYesAndNo(AnswerPolarity left, AnswerPolarity right) =>
        (left is AnswerPolarity.Yes && right is AnswerPolarity.No) || (left is AnswerPolarity.No && right is AnswerPolarity.Yes);
}
