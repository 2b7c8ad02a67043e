using System.Collections.Frozen;
using System.Collections.Immutable;
using SemanticCache.Core.Decisions.Signals;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Groups of words of which a question means one: a line is a group, <c>|</c> parts its alternatives, commas their words.</summary>
internal sealed class WordGroups
{
    private readonly FrozenDictionary<string, ImmutableArray<Membership>> _memberships;

    private WordGroups(Dictionary<string, List<Membership>> memberships)
    {
        _memberships = memberships.ToFrozenDictionary(word => word.Key, word => word.Value.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">A line has an empty alternative or word; names table and line.</exception>
    public static WordGroups Read(string table)
    {
        var memberships = new Dictionary<string, List<Membership>>(StringComparer.Ordinal);
        foreach (var (group, line) in WordTable.ReadLines(table).Index())
        {
            foreach (var (alternative, words) in line.Split('|').Index())
            {
                foreach (var word in words.Split(',', StringSplitOptions.TrimEntries))
                {
                    if (word.Length == 0)
                    {
                        throw new InvalidDataException($"{table}: '{line}' has an empty word.");
                    }

                    memberships.TryAdd(word, []);
                    memberships[word].Add(new Membership(group, alternative));
                }
            }
        }

        return new WordGroups(memberships);
    }

    /// <summary>Returns the words of a text that belong to groups.</summary>
    public IEnumerable<(Membership Membership, GuardToken Token)> Find(GuardText text)
    {
        foreach (var token in text.Tokens)
        {
            if (_memberships.TryGetValue(token.Text, out var memberships))
            {
                foreach (var membership in memberships)
                {
                    yield return (membership, token);
                }
            }
        }
    }

    /// <summary>Returns the group of a word, the first where it belongs to several; null without one.</summary>
    public int? GroupOf(string word) => _memberships.TryGetValue(word, out var memberships) ? memberships[0].Group : null;

    /// <summary>Where a word belongs.</summary>
    /// <param name="Group">The group.</param>
    /// <param name="Alternative">The alternative within it.</param>
    internal readonly record struct Membership(int Group, int Alternative);
}
