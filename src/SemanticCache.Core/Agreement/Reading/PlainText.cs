using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SemanticCache.Core.Agreement.Reading;

/// <summary>An answer without its marks: markdown, list numbers, emoji and typographic variants of signs.</summary>
internal static partial class PlainText
{
    /// <summary>Returns the text without marks, with line breaks kept, and the blocks of code that stood in it.</summary>
    public static (string Text, string[] Code) Of(string answer)
    {
        var text = WithoutRareSigns(answer);
        var code = CodeBlock().Matches(text).Select(match => Spaces().Replace(match.Groups[1].Value, " ").Trim()).ToArray();
        text = CodeBlock().Replace(text, "\n");
        text = TableRule().Replace(text, "");
        text = Link().Replace(text, "$1 $2");
        text = LineMark().Replace(text, "");
        text = Emphasis().Replace(text, "");
        text = text.Replace('|', '\n').Replace("`", "", StringComparison.Ordinal);
        return (Arrow().Replace(text, " > "), code);
    }

    private static string WithoutRareSigns(string answer)
    {
        var signs = new StringBuilder(answer.Length);
        foreach (var rune in answer.EnumerateRunes())
        {
            signs.Append(Plain(rune));
        }

        return signs.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static string Plain(Rune rune) => rune.Value switch
    {
        '\n' => "\n",
        '\u2018' or '\u2019' or '\u02BC' => "'",
        '\u201C' or '\u201D' or '\u201E' or '\u00AB' or '\u00BB' => "\"",
        '\u2010' or '\u2011' or '\u2212' => "-",
        '\u2013' => "-",
        '\u2014' => " , ",
        '\u203A' or '\u2192' or '\u21D2' or '\u27A1' => ">",
        '\u2022' or '\u25CF' or '\u25AA' or '\u25E6' or '\u2023' => "*",
        '\u00B0' or '\u00D7' => rune.ToString(),
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.OtherSymbol or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate => "",
            UnicodeCategory.OtherNotAssigned or UnicodeCategory.ModifierSymbol when !Rune.IsLetterOrDigit(rune) && rune.Value > 127 => "",
            UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
            _ => rune.ToString(),
        },
    };

    [GeneratedRegex(@"```[^\n`]*\n(.*?)(?:```|\z)", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^[ \t]*[|:-][ \t:|-]*--[ \t:|-]*$", RegexOptions.Multiline)]
    private static partial Regex TableRule();

    [GeneratedRegex(@"!?\[([^\]\n]*)\]\(([^)\s]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^[ \t]*(?:(?:#{1,6}|>|[-*+])[ \t]+|(?:step[ \t]+)?\d{1,2}[.):][ \t]+)+", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex LineMark();

    [GeneratedRegex(@"\*{2,3}|__|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"[ \t]*(?:->|=>|(?<=[\w)""&])[ \t]*>|[ \t]>)[ \t]*")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
