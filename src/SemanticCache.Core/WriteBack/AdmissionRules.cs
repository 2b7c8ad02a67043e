using SemanticCache.Core.Entries;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.WriteBack;

/// <summary>Decides whether an answer may be stored.</summary>
internal static class AdmissionRules
{
    /// <summary>Returns the first rule that forbids storing, or <see cref="Admission.Admitted"/>.</summary>
    public static Admission Check(ScopedRequest request, Answer answer)
    {
        if (request.Bypass is not BypassReason.None)
        {
            return Admission.Bypassed;
        }

        if (request.Request.Controls.NoStore)
        {
            return Admission.NoStore;
        }

        if (answer.FinishReason is not (FinishReasons.Stop or FinishReasons.ToolCalls))
        {
            return Admission.Incomplete;
        }

        if (string.IsNullOrWhiteSpace(answer.Text) && answer.ToolCalls.IsEmpty)
        {
            return Admission.Empty;
        }

        return ContentSize.Of(request.Question, answer) > request.Policy.MaximumEntryBytes ? Admission.TooLarge : Admission.Admitted;
    }

    /// <summary>Checks an answer, and whether it holds personal data, and returns it as it may be stored.</summary>
    public static (Admission Admission, Answer Storable) Admit(ScopedRequest request, Answer answer)
    {
        var admission = Check(request, answer);
        if (admission is not Admission.Admitted)
        {
            return (admission, answer);
        }

        return PersonalDataRules.Storable(request, answer) is { } storable ? (admission, storable) : (Admission.PersonalData, answer);
    }
}
