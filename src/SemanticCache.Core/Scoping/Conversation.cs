using System.Collections.Immutable;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Scoping;

/// <summary>A request's messages as the policy reads them: instructions, history and the question's text.</summary>
internal sealed record Conversation
{
    private static readonly Conversation Empty = new() { Question = "", Key = "" };

    /// <summary>The system messages, which become a facet.</summary>
    public ImmutableArray<ChatMessage> Instructions { get; private init; } = [];

    /// <summary>The earlier turns that become a facet.</summary>
    public ImmutableArray<ChatMessage> History { get; private init; } = [];

    /// <summary>The canonical text that is looked up.</summary>
    public required string Question { get; init; }

    /// <summary>The canonical texts of the turns that are looked up, one per line, so that no two lists of turns share a key.</summary>
    public required string Key { get; init; }

    /// <summary>Whether the last message is the user's.</summary>
    public bool EndsWithUser { get; private init; }

    /// <summary>Whether the question leans on turns that are neither in the history facet nor in its text.</summary>
    public bool IsDetachedFollowUp { get; private init; }

    /// <summary>Reads the messages under a policy.</summary>
    public static Conversation Read(ImmutableArray<ChatMessage> messages, NamespacePolicy policy)
    {
        var instructions = messages.RemoveAll(message => message.Role != ChatRole.System);
        var turns = messages.RemoveAll(message => message.Role == ChatRole.System);
        if (turns.IsEmpty)
        {
            return Empty with { Instructions = instructions };
        }

        var last = turns[^1];
        var first = FirstTurnLookedUp(turns, policy);
        ImmutableArray<string> texts = first == turns.Length - 1
            ? [last.Text]
            : [.. turns.Skip(first).Where(turn => turn.Role == ChatRole.User).Select(turn => turn.Text)];
        var question = CanonicalText.Of(string.Join('\n', texts));

        return new Conversation
        {
            Instructions = instructions,
            History = policy.Conversation is ConversationPolicy.Exact ? turns.RemoveAt(turns.Length - 1) : [],
            Question = question,
            Key = texts.Length == 1 ? question : string.Join('\n', texts.Select(CanonicalText.Of)),
            EndsWithUser = last.Role == ChatRole.User,
            IsDetachedFollowUp = policy.Conversation is not ConversationPolicy.Exact
                && first > 0 && FollowUp.IsBare(CanonicalText.Of(texts[0])),
        };
    }

    // What is looked up begins with a turn of the user's: the last one, or under countback the last but some.
    private static int FirstTurnLookedUp(ImmutableArray<ChatMessage> turns, NamespacePolicy policy)
    {
        var first = turns.Length - 1;
        var wanted = policy.Conversation is ConversationPolicy.Countback && turns[first].Role == ChatRole.User ? policy.ConversationTurns - 1 : 0;
        for (var turn = first - 1; turn >= 0 && wanted > 0; turn--)
        {
            if (turns[turn].Role == ChatRole.User)
            {
                first = turn;
                wanted--;
            }
        }

        return first;
    }
}
