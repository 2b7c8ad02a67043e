using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>A policy's own patterns, prepared once for each policy.</summary>
internal sealed class PolicyPatterns
{
    private static readonly ConditionalWeakTable<NamespacePolicy, PolicyPatterns> Prepared = [];

    private readonly Vocabulary _vocabulary = new();
    private readonly ImmutableArray<ImmutableArray<ImmutableArray<int>>> _patterns;

    private PolicyPatterns(NamespacePolicy policy)
    {
        _patterns = [.. policy.BypassPatterns.Select(RunsOf).Where(runs => !runs.IsEmpty)];
    }

    /// <summary>Returns a policy's patterns.</summary>
    public static PolicyPatterns Of(NamespacePolicy policy) => Prepared.GetValue(policy, unprepared => new PolicyPatterns(unprepared));

    /// <summary>Tells whether a text holds the words of a pattern in order.</summary>
    public bool Match(string text)
    {
        var buffer = ArrayPool<int>.Shared.Rent(QuestionWords.MostIn(text.Length));
        try
        {
            var words = QuestionWords.Read(text, _vocabulary, buffer);
            foreach (var pattern in _patterns)
            {
                if (Matches(words, pattern))
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(buffer);
        }
    }

    // Any words may stand between two runs, so taking each run where it first comes loses nothing.
    private static bool Matches(QuestionWords words, ImmutableArray<ImmutableArray<int>> runs)
    {
        var next = 0;
        foreach (var run in runs)
        {
            while (next + run.Length <= words.Count && !IsAt(words, next, run))
            {
                next++;
            }

            if (next + run.Length > words.Count)
            {
                return false;
            }

            next += run.Length;
        }

        return true;
    }

    private static bool IsAt(QuestionWords words, int place, ImmutableArray<int> run)
    {
        for (var i = 0; i < run.Length; i++)
        {
            if (words.IdAt(place + i) != run[i])
            {
                return false;
            }
        }

        return true;
    }

    private ImmutableArray<ImmutableArray<int>> RunsOf(string pattern) =>
        [.. pattern.Split('*').Select(WordsOf).Where(run => !run.IsEmpty)];

    private ImmutableArray<int> WordsOf(string run)
    {
        var words = ImmutableArray.CreateBuilder<int>();
        var reader = new WordReader(CanonicalText.Of(run));
        while (reader.MoveNext())
        {
            words.Add(_vocabulary.Add(reader.Word.ToString()));
        }

        return words.ToImmutable();
    }
}
