using System.Collections.Frozen;

namespace SemanticCache.Core.Scoping;

/// <summary>Recognises a question that means nothing without the turns before it.</summary>
internal static class FollowUp
{
    private const int LongestBareFollowUp = 8;
    private const int LongestFragment = 3;

    private static readonly FrozenSet<string> Openers = FrozenSet.ToFrozenSet(
        ["and", "also", "but", "or", "so", "then", "else", "otherwise", "instead", "for", "in", "with", "without", "more", "why", "really", "ok", "okay", "yes", "no"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Pointers = FrozenSet.ToFrozenSet(
        ["it", "its", "that", "this", "those", "these", "them", "they", "their", "he", "she", "him", "her", "there", "one", "ones", "same", "other", "others"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Phrases = ["what about", "how about", "what if", "tell me more", "go on", "what else"];

    /// <summary>Tells whether the canonical text opens or points like a follow-up ("and for business accounts?", "what about it?").</summary>
    /// <remarks>Only asked within a conversation; a text wrongly called a follow-up costs a hit, never a wrong answer.</remarks>
    public static bool IsBare(string text)
    {
        if (Phrases.Any(phrase => text.StartsWith(phrase, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        var words = text.Split([' ', ',', '.', '?', '!', ';', ':'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= LongestFragment
            || Openers.Contains(words[0])
            || (words.Length <= LongestBareFollowUp && words.Any(Pointers.Contains));
    }
}
