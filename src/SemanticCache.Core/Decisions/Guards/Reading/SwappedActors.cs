namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Finds an action that the asker does in one text and the company in the other, as in "you give me" and "I give you".</summary>
internal static class SwappedActors
{
    private const int Reach = 3;

    /// <summary>Returns the places in both texts, or null.</summary>
    public static (string Question, string Candidate)? Find(GuardText question, GuardText candidate)
    {
        for (var mine = 0; mine < question.Tokens.Length - 1; mine++)
        {
            if (ActorAt(question, mine) is not ' ' and var actor && VerbBehind(question, mine) is { } verb
                && FindOther(question, verb, actor, candidate) is { } found)
            {
                return (question.Span(mine, verb), found);
            }
        }

        return null;
    }

    private static string? FindOther(GuardText text, int verb, char actor, GuardText other)
    {
        string? found = null;
        for (var theirs = 0; theirs < other.Tokens.Length - 1; theirs++)
        {
            if (ActorAt(other, theirs) is not ' ' and var otherActor && VerbBehind(other, theirs) is { } otherVerb
                && Inflections.Stem(text.Word(verb)).SequenceEqual(Inflections.Stem(other.Word(otherVerb))))
            {
                if (otherActor == actor)
                {
                    return null;
                }

                found ??= other.Span(theirs, otherVerb);
            }
        }

        return found;
    }

    private static char ActorAt(GuardText text, int index) => text.Word(index) switch
    {
        "i" or "we" => 'i',
        "you" or "u" or "ya" => 'u',
        _ => ' ',
    };

    // "Can you change my address" asks for what the asker could as well do alone.
    private static bool IsRequest(ReadOnlySpan<char> word) => word is "can" or "could" or "will" or "would" or "please";

    private static bool IsPassive(ReadOnlySpan<char> word) => word is "was" or "were" or "am" or "are" or "been" or "be" or "give" or "for" or "to";

    // "How do you bake bread" means anybody; "how do you send me" means the company.
    private static bool ConcernsAsker(GuardText text, int verb)
    {
        for (var index = verb + 1; index < text.Tokens.Length && index <= verb + Reach; index++)
        {
            if (text.Word(index) is "me" or "us" or "my" or "our")
            {
                return true;
            }
        }

        return false;
    }

    // What both can do at once says nothing about who does it to whom.
    private static bool IsMutual(ReadOnlySpan<char> word) => word is "want" or "wanted" or "like" or "go" or "see" or "live" or "work" or "use" or "think" or "know" or "stop" or "set";

    private static bool IsNounPhrase(ReadOnlySpan<char> word) => word is "the" or "a" or "an" or "my" or "our" or "your" or "ur" or "me" or "us" or "am" or "are" or "was" or "were" or "be" or "been";

    private static int? VerbBehind(GuardText text, int actor)
    {
        if (actor > 0 && (IsPassive(text.Word(actor - 1)) || (ActorAt(text, actor) is 'u' && IsRequest(text.Word(actor - 1)))))
        {
            return null;
        }

        for (var index = actor + 1; index < text.Tokens.Length && index <= actor + Reach; index++)
        {
            if (text.Tokens[index].Is(TokenTraits.ClauseStart) || ActorAt(text, index) is not ' ' || IsNounPhrase(text.Word(index)))
            {
                return null;
            }

            if (text.HasContent(index))
            {
                return IsMutual(text.Word(index)) || (ActorAt(text, actor) is 'u' && !ConcernsAsker(text, index)) ? null : index;
            }
        }

        return null;
    }
}
