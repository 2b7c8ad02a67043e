using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SemanticCache.Onnx.Tokens;

/// <summary>
/// The characters of a text without their accents: canonical decomposition (NFD) with the non-spacing marks left out.
/// </summary>
/// <remarks>
/// The product runs with invariant globalisation, in which <see cref="string.Normalize()"/> returns its input on Linux;
/// hence a table of our own, made from the Unicode Character Database.
/// </remarks>
internal static class CanonicalBases
{
    private const string ResourceName = "canonical-bases.txt";
    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;
    private const int HangulLeadFirst = 0x1100;
    private const int HangulVowelFirst = 0x1161;
    private const int HangulTailBase = 0x11A7;
    private const int HangulTailCount = 28;
    private const int HangulVowelCount = 21;

    private static readonly FrozenDictionary<int, string> Bases = Read();

    /// <summary>The character's base characters: none for a non-spacing mark, itself where it carries no accent.</summary>
    public static string Of(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
        {
            return "";
        }

        if (rune.Value is >= HangulFirst and <= HangulLast)
        {
            return HangulLetters(rune.Value - HangulFirst);
        }

        return Bases.TryGetValue(rune.Value, out var bases) ? bases : rune.ToString();
    }

    private static string HangulLetters(int syllable)
    {
        var lead = (char)(HangulLeadFirst + (syllable / (HangulTailCount * HangulVowelCount)));
        var vowel = (char)(HangulVowelFirst + (syllable / HangulTailCount % HangulVowelCount));
        var tail = syllable % HangulTailCount;
        return tail == 0 ? $"{lead}{vowel}" : $"{lead}{vowel}{(char)(HangulTailBase + tail)}";
    }

    private static FrozenDictionary<int, string> Read()
    {
        using var stream = typeof(CanonicalBases).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {ResourceName}.");
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var bases = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            var codePoints = line.Split(' ').Select(hex => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            bases.Add(codePoints[0], string.Concat(codePoints.Skip(1).Select(char.ConvertFromUtf32)));
        }

        return bases.ToFrozenDictionary();
    }
}
