using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses when one question asks for a price and the other for a duration, and so on.</summary>
internal sealed class QuestionGuard : PoleGuard
{
    public QuestionGuard()
        : base("question", WordTableKind.Questions, "question_differs")
    {
    }

    /// <inheritdoc/>
    public override bool IsDefault => false;
}
