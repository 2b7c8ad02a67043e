using System.Collections.Frozen;

namespace SemanticCache.Core.Decisions.Signals;

/// <summary>How much a word says of what a question asks: nothing for function words, more the rarer it is among customers' needs.</summary>
internal static class WordWeights
{
    // Unknown words are taken for rarer than the rarest of the table, which leaves out what fewer needs than this use.
    private const int UnknownCount = 3;
    private const string WeightsTable = "word_weights.txt";

    private static readonly FrozenSet<string> FunctionWords =
        WordTable.Read("function_words.txt", 1).Select(record => record[0]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> Counts =
        WordTable.Read(WeightsTable, 2).ToFrozenDictionary(record => record[0], record => WordTable.CountOf(WeightsTable, record), StringComparer.Ordinal);

    private static readonly double Clusters = Counts["clusters"];

    /// <summary>Tells whether a word, before stemming, carries no need of its own.</summary>
    public static bool IsFunctionWord(string word) => FunctionWords.Contains(word);

    /// <summary>Returns the weight of a stem, more than 0: the logarithm of all needs over those that use it.</summary>
    public static double Of(string stem) => Math.Log((Clusters + 1) / (Counts.GetValueOrDefault(stem, UnknownCount) + 1));
}
