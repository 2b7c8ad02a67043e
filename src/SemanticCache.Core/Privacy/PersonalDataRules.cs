using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Privacy;

/// <summary>Decides what of a question and its answer may be stored under a policy.</summary>
internal static class PersonalDataRules
{
    /// <summary>Returns the answer to a request as it may be stored; null when nothing of it may.</summary>
    /// <remarks>
    /// A question with personal data is never stored: with that blacked out it would be everybody's. What a program reads, such as a
    /// tool's arguments, is not blacked out either, because it would no longer be understood.
    /// </remarks>
    public static Answer? Storable(ScopedRequest request, Answer answer)
    {
        if (!Apply(request.Policy))
        {
            return answer;
        }

        var region = PhoneRegions.Of(request.Request.Locale);
        return request.Request.Messages.Any(message => IsIn(message.Text, request.Policy, region)) || IsIn(request.Question, request.Policy, region)
            ? null
            : Storable(answer, request.Policy, region, isForPrograms: request.Request.ResponseFormat.Length > 0);
    }

    /// <summary>Returns an answer that comes with its question from elsewhere as it may be stored; null when it may not.</summary>
    public static Answer? Storable(string question, Answer answer, NamespacePolicy policy) =>
        !Apply(policy) ? answer : IsIn(question, policy, PhoneRegions.Default) ? null : Storable(answer, policy, PhoneRegions.Default, isForPrograms: false);

    /// <summary>Returns feedback as it may be stored: texts with personal data are left out, or blacked out.</summary>
    public static EntryFeedback Storable(EntryFeedback feedback, NamespacePolicy policy) =>
        feedback with { Question = Storable(feedback.Question, policy), CorrectAnswer = Storable(feedback.CorrectAnswer, policy) };

    /// <summary>Tells whether a wording may become another wording of an entry.</summary>
    public static bool MayBeAlias(string wording, NamespacePolicy policy) => !IsPersonal(wording, policy, locale: "");

    /// <summary>Tells whether a question holds personal data, stored or not; its asker's locale tells the region of telephone numbers.</summary>
    public static bool IsPersonal(string question, NamespacePolicy policy, string locale) =>
        PersonalDataScanner.MayHold(question) && IsIn(question, policy, PhoneRegions.Of(locale));

    private static bool Apply(NamespacePolicy policy) =>
        policy.PersonalData is not PersonalDataPolicy.Store && policy.PersonalDataKinds is not PersonalDataKinds.None;

    private static bool IsIn(string text, NamespacePolicy policy, string region) => PersonalDataScanner.IsIn(text, policy.PersonalDataKinds, region);

    private static Answer? Storable(Answer answer, NamespacePolicy policy, string region, bool isForPrograms)
    {
        if (answer.ToolCalls.Any(call => IsIn(call.Arguments, policy, region)))
        {
            return null;
        }

        if (policy.PersonalData is PersonalDataPolicy.DoNotStore || isForPrograms)
        {
            return IsIn(answer.Text, policy, region) ? null : answer;
        }

        return PersonalDataRedactor.Redact(answer.Text, policy.PersonalDataKinds, region) is { } text ? answer with { Text = text } : null;
    }

    private static string Storable(string text, NamespacePolicy policy)
    {
        if (!Apply(policy) || text.Length == 0)
        {
            return text;
        }

        var redacted = PersonalDataRedactor.Redact(text, policy.PersonalDataKinds, PhoneRegions.Default);
        return policy.PersonalData is PersonalDataPolicy.Redact || redacted == text ? redacted ?? "" : "";
    }
}
