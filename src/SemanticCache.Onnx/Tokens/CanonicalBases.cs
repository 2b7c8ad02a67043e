using System.Globalization;
using System.Text;

namespace SemanticCache.Onnx.Tokens;

/// <summary>
/// The characters of a text without their accents: canonical decomposition (NFD) with the non-spacing marks left out.
/// </summary>
internal static class CanonicalBases
{
    /// <summary>The character's base characters: none for a non-spacing mark, itself where it carries no accent.</summary>
    public static string Of(Rune rune)
    {
        var decomposed = rune.ToString().Normalize(NormalizationForm.FormD);
        var bases = new StringBuilder(decomposed.Length);
        foreach (var part in decomposed.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
            {
                bases.Append(part);
            }
        }

        return bases.ToString();
    }
}
