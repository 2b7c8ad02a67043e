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
            if (VerbBehind(question, mine) is not { } verb)
            {
                continue;
            }

            for (var theirs = 0; theirs < candidate.Tokens.Length - 1; theirs++)
            {
                if (VerbBehind(candidate, theirs) is { } otherVerb && IsSame(question, verb, candidate, otherVerb)
                    && !HasActor(candidate, ActorAt(question, mine), question, verb) && !HasActor(question, ActorAt(candidate, theirs), candidate, otherVerb))
                {
                    return (question.Span(mine, verb), candidate.Span(theirs, otherVerb));
                }
            }
        }

        return null;
    }

    private static bool HasActor(GuardText text, char actor, GuardText other, int verb)
    {
        for (var index = 0; index < text.Tokens.Length - 1; index++)
        {
            if (ActorAt(text, index) == actor && VerbBehind(text, index) is { } found && IsSame(text, found, other, verb))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSame(GuardText text, int index, GuardText other, int otherIndex) =>
        Inflections.Stem(text.Word(index)).SequenceEqual(Inflections.Stem(other.Word(otherIndex)));

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
        if (ActorAt(text, actor) is ' ' || (actor > 0 && (IsPassive(text.Word(actor - 1)) || (ActorAt(text, actor) is 'u' && IsRequest(text.Word(actor - 1))))))
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
