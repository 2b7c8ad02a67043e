using System.Text.RegularExpressions;

namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Splits plain text into sentences: lines, full stops, semicolons, question and exclamation marks end one.</summary>
internal static partial class Sentences
{
    private static readonly char[] Ends = ['.', '!', '?', ';', ':', ',', ' '];

    /// <summary>Returns the sentences, white space collapsed, without the sign that ends them.</summary>
    public static List<string> Of(string text)
    {
        var sentences = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            foreach (var part in Break().Split(Spaces().Replace(line, " ")))
            {
                var sentence = part.TrimEnd(Ends).TrimStart();
                if (sentence.Length > 0)
                {
                    sentences.Add(sentence);
                }
            }
        }

        return sentences;
    }

    // A full stop before a small letter is an abbreviation's ("a.m. to", "approx. four"); one after a single letter too.
    [GeneratedRegex(@"(?<=[!?;])\s+|(?<=(?<![.\s]\p{L}|^\p{L})\.[""')]*)\s+(?=[^\p{Ll}])|(?<=\p{Ll}\.m\.)\s+(?=\p{Lu})")]
    private static partial Regex Break();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
