using SemanticCache.Core.Entries;
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
}
