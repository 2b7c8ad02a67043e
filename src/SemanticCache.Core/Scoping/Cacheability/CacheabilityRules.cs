using System.Buffers;
using System.Collections.Immutable;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>Recognises questions that the cache must leave alone, because their answer belongs to one asker or one moment.</summary>
internal sealed class CacheabilityRules
{
    private const int WordsOnStack = 128;
    private const int LongestFollowUp = 8;

    private static readonly NamespacePolicy WithoutPatterns = new();
    private static readonly Lazy<CacheabilityRules> ShippedRules = new(() => LoadOrThrow(EmbeddedTables.ReadOrThrow));

    private readonly Vocabulary _vocabulary = new();
    private readonly IdentifierFinder _identifiers;
    private readonly PatternTable _personal;
    private readonly PatternTable _timeSensitive;
    private readonly PatternTable _followUp;

    private CacheabilityRules(Func<string, string> readTable)
    {
        foreach (var word in WordList.Parse(readTable("openers.txt")))
        {
            _vocabulary.AddOpener(word);
        }

        _identifiers = new IdentifierFinder(readTable);
        _personal = Table("personal.txt", readTable);
        _timeSensitive = Table("time_sensitive.txt", readTable);
        _followUp = Table("follow_up.txt", readTable);
    }

    /// <summary>The rules that are shipped; they are read once.</summary>
    /// <exception cref="InvalidTableException">A table cannot be read.</exception>
    public static CacheabilityRules Shipped => ShippedRules.Value;

    /// <summary>Reads the rules from tables; <paramref name="readTable"/> returns a table's text by the name of its file.</summary>
    /// <exception cref="InvalidTableException">A table cannot be read.</exception>
    public static CacheabilityRules LoadOrThrow(Func<string, string> readTable) => new(readTable);

    /// <summary>Checks a conversation's question, and what its asker said before as far as it is part of the scope.</summary>
    public BypassFinding Check(Conversation conversation, NamespacePolicy policy)
    {
        var rules = ActiveRules.Of(policy);
        if (rules.ArePersonal && IsPersonalHistory(conversation.History))
        {
            return new BypassFinding(BypassReason.Personal, BypassReason.Personal);
        }

        // Behind earlier turns that are part of the scope, a follow-up is complete.
        var reason = Check(conversation.Question, policy, conversation.History.IsEmpty ? rules : rules with { AreFollowUp = false });
        return new BypassFinding(reason is BypassReason.FollowUp ? BypassReason.None : reason, reason);
    }

    private BypassReason Check(string question, NamespacePolicy policy, ActiveRules rules)
    {
        var most = QuestionWords.MostIn(question.Length);
        var rented = most > WordsOnStack ? ArrayPool<int>.Shared.Rent(most) : null;
        try
        {
            var words = QuestionWords.Read(question, _vocabulary, rented ?? stackalloc int[WordsOnStack]);
            return Judge(words, question, policy, rules);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<int>.Shared.Return(rented);
            }
        }
    }

    private BypassReason Judge(QuestionWords words, string question, NamespacePolicy policy, ActiveRules rules)
    {
        if (rules.ArePersonal && (_personal.Matches(words) || _identifiers.IsIn(question)))
        {
            return BypassReason.Personal;
        }

        if (rules.AreTimeSensitive && _timeSensitive.Matches(words))
        {
            return BypassReason.TimeSensitive;
        }

        if (!policy.BypassPatterns.IsDefaultOrEmpty && PolicyPatterns.Of(policy).Match(question))
        {
            return BypassReason.PolicyPattern;
        }

        return rules.AreFollowUp && IsBareFollowUp(words) ? BypassReason.FollowUp : BypassReason.None;
    }

    private bool IsPersonalHistory(ImmutableArray<ChatMessage> history)
    {
        var personalAlone = new ActiveRules(ArePersonal: true, AreTimeSensitive: false, AreFollowUp: false);
        foreach (var turn in history)
        {
            if (turn.Role is ChatRole.User && Check(turn.Text, WithoutPatterns, personalAlone) is not BypassReason.None)
            {
                return true;
            }
        }

        return false;
    }

    // Only a whole text of one short clause is bare; whoever says more has said what is meant.
    private bool IsBareFollowUp(QuestionWords words)
    {
        if (words.Count > LongestFollowUp)
        {
            return false;
        }

        for (var place = 0; place < words.Count - 1; place++)
        {
            if (words.EndsAt(place))
            {
                return false;
            }
        }

        return IsFollowUpAfterOpeners(words);
    }

    private bool IsFollowUpAfterOpeners(QuestionWords words)
    {
        for (var place = 0; place < words.Count; place++)
        {
            if (_followUp.MatchesAt(words, place))
            {
                return true;
            }

            if (!_vocabulary.IsOpener(words.IdAt(place)))
            {
                return false;
            }
        }

        return false;
    }

    private PatternTable Table(string file, Func<string, string> readTable) =>
        PatternTableParser.ParseOrThrow(file, readTable(file), _vocabulary);
}
