using System.Text;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Privacy;

/// <summary>Blacks personal data out.</summary>
internal static class PersonalDataRedactor
{
    /// <summary>Returns a text with the kind's name, as <c>[email]</c>, in place of each personal datum; null when that leaves some, or the text cannot be read.</summary>
    public static string? Redact(string text, PersonalDataKinds kinds, string region)
    {
        if (PersonalDataScanner.Find(text, kinds, region) is not { } found)
        {
            return null;
        }

        if (found.Count == 0)
        {
            return text;
        }

        var redacted = Replace(text, found);
        return PersonalDataScanner.IsIn(redacted, kinds, region) ? null : redacted;
    }

    private static string Replace(string text, IReadOnlyList<PersonalDataSpan> found)
    {
        var written = new StringBuilder(text.Length);
        var from = 0;
        foreach (var span in found)
        {
            written.Append(text, from, span.Start - from).Append('[').Append(PersonalDataNames.Of(span.Kind).First()).Append(']');
            from = span.End;
        }

        return written.Append(text, from, text.Length - from).ToString();
    }
}
