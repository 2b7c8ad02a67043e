namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>The regular forms of English words.</summary>
internal static class Inflections
{
    /// <summary>Returns the word and its forms with -s, -ed and -ing.</summary>
    public static IEnumerable<string> Of(string word)
    {
        yield return word;
        if (word.EndsWith('e'))
        {
            yield return word + "s";
            yield return word + "d";
            yield return word[..^1] + "ing";
        }
        else if (word.EndsWith('y') && word.Length > 2 && !IsVowel(word[^2]))
        {
            yield return word[..^1] + "ies";
            yield return word[..^1] + "ied";
            yield return word + "ing";
        }
        else
        {
            var doubled = IsDoubled(word) ? word + word[^1] : word;
            yield return NeedsE(word) ? word + "es" : word + "s";
            yield return doubled + "ed";
            yield return doubled + "ing";
        }
    }

    /// <summary>Tells whether a form of a word is the one with -ed.</summary>
    public static bool IsPast(string word, string form) => form != word && form.EndsWith('d');

    /// <summary>Returns how many characters of a lower-case word belong to its stem, so that regular forms of a word have the same one.</summary>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word)
    {
        var stem = word switch
        {
            { Length: > 5 } when word.EndsWith("ing") => word[..^3],
            { Length: > 4 } when word.EndsWith("ies") || word.EndsWith("ied") => word[..^3],
            { Length: > 4 } when word.EndsWith("ed") => word[..^2],
            { Length: > 4 } when word.EndsWith("es") => word[..^2],
            { Length: > 3 } when word.EndsWith("s") && !word.EndsWith("ss") => word[..^1],
            _ => word,
        };
        stem = stem.Length > 3 && stem[^1] is 'e' or 'y' ? stem[..^1] : stem;
        return stem.Length > 3 && stem[^1] == stem[^2] && !IsVowel(stem[^1]) ? stem[..^1] : stem;
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';

    private static bool IsDoubled(string word) =>
        word.Length is 3 or 4 && !IsVowel(word[^1]) && word[^1] is not ('w' or 'x' or 'y') && IsVowel(word[^2]) && !IsVowel(word[^3]);

    private static bool NeedsE(string word) => word[^1] is 's' or 'x' or 'z' || word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal);
}
