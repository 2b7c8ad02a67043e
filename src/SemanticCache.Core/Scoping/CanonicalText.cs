using System.Buffers;
using System.Text;

namespace SemanticCache.Core.Scoping;

/// <summary>The one form of a text that keys, embeddings and guards see; case and punctuation are kept.</summary>
internal static class CanonicalText
{
    // Printable ASCII with single spaces is already canonical, and most questions are: they pass without a copy.
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create(PrintableAscii());

    /// <summary>
    /// Returns the text in Unicode NFC, without control characters, with every run of white space as one space, trimmed.
    /// </summary>
    /// <remarks>Idempotent. An unpaired surrogate becomes U+FFFD, because NFC is not defined for it.</remarks>
    public static string Of(string text)
    {
        if (IsCanonicalAscii(text))
        {
            return text;
        }

        var collapsed = Collapse(text);
        return collapsed.IsNormalized(NormalizationForm.FormC) ? collapsed : collapsed.Normalize(NormalizationForm.FormC);
    }

    private static bool IsCanonicalAscii(string text) =>
        text.AsSpan().IndexOfAnyExcept(PlainCharacters) < 0
        && (text.Length == 0 || (text[0] != ' ' && text[^1] != ' '))
        && !text.Contains("  ", StringComparison.Ordinal);

    private static string Collapse(string text)
    {
        var builder = new StringBuilder(text.Length);
        var spacePending = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                spacePending = builder.Length > 0;
            }
            else if (!Rune.IsControl(rune))
            {
                if (spacePending)
                {
                    builder.Append(' ');
                    spacePending = false;
                }

                builder.Append(rune.ToString());
            }
        }

        return builder.ToString();
    }

    private static string PrintableAscii() => string.Create(95, 0, (span, _) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = (char)(' ' + i);
        }
    });
}
