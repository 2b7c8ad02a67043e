using System.Text.RegularExpressions;

namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Takes greetings and closing courtesies out of an answer; what holds a number, an address or a path is never one.</summary>
internal static partial class Courtesies
{
    private const int LongestClosing = 24;

    /// <summary>Returns the sentences that say something; all of them when nothing else is left.</summary>
    public static List<string> Drop(List<string> sentences)
    {
        var first = 0;
        var last = sentences.Count;
        while (first < last && IsGreeting(sentences[first]))
        {
            first++;
        }

        while (last > first && IsClosing(sentences[last - 1]))
        {
            last--;
        }

        if (first == last)
        {
            return sentences;
        }

        var kept = sentences[first..last];
        kept[0] = WithoutOpening(kept[0]);
        return kept;
    }

    private static bool IsGreeting(string sentence) => Greeting().IsMatch(sentence) && !HoldsFact(sentence);

    private static bool IsClosing(string sentence) =>
        Closing().IsMatch(sentence) && !HoldsFact(sentence) && sentence.Count(character => character == ' ') < LongestClosing;

    private static string WithoutOpening(string sentence)
    {
        var rest = Opening().Replace(sentence, "");
        return rest.Length == 0 ? sentence : rest;
    }

    private static bool HoldsFact(string sentence) => Fact().IsMatch(sentence);

    [GeneratedRegex(@"\d|@|>|://|\.\w{2,}")]
    private static partial Regex Fact();

    [GeneratedRegex(
        @"^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|welcome)(?:,? (?:there|customer|all|everyone|friend|sir|madam|to you|again)| or |,)*"
        + @"|(?:(?:that's |what )?(?:a )?(?:good|great|excellent) question|great (?:to hear|that you \w+)(?: \w+){0,4}|sure(?: thing)?|certainly|of course|absolutely|gladly|no (?:problem|worries)|(?:i'm |we're |i am |we are )?(?:glad|happy) to help"
        + @"|thank(?:s| you)(?: (?:so much|very much|a lot))?(?: for [\w' ]{1,50})?|(?:i'm |we're |i am |we are )?(?:so |very |really )?sorry(?: (?:about|for|to hear) (?:that|this|it|the [\w ]{1,30}|you [\w ]{1,30}|to hear [\w ]{1,30}))?"
        + @"|i'm sorry you [\w ]{1,30}|(?:please )?don't worry|here(?:'s| is| are) (?:how(?: (?:it works|to do it))?|what to do|the (?:fix|answer|steps|details|info(?:rmation)?))|here you go|we'd love to (?:help|host it)|let me (?:help|explain)(?: you)?(?: with that)?))$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Greeting();

    [GeneratedRegex(
        @"^(?:(?:please )?(?:let me|let us|just let me) know|(?:please )?(?:do not|don't) hesitate|(?:please )?feel free to|(?:is there )?anything else|if (?:you (?:have|need)|there(?:'s| is)|anything|something)\b.*\b(?:questions?|help|let me know|let us know|here|ask|contact us|get in touch|assist|assistance)"
        + @"|(?:i'm |we're |i am |we are |always )?(?:glad|happy) to (?:help|assist)|have (?:a|fun|an)\b|enjoy\b|(?:kind|best|warm) (?:regards|wishes)|sincerely|yours|regards|cheers|(?:i |we )?hope (?:this|that|it) helps|thank(?:s| you)\b|see you\b|good luck|happy \w+ing|take care|can i help)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Closing();

    [GeneratedRegex(
        @"^(?:(?:hi|hello|hey|dear|sure|certainly|of course|absolutely|good (?:morning|afternoon|evening|day))(?: there| customer| all| everyone)?[,:!]? +(?=\S)(?<=[,:!] +))+",
        RegexOptions.IgnoreCase)]
    private static partial Regex Opening();
}
