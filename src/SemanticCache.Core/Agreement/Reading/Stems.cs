using System.Collections.Frozen;

namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Brings the forms of an English word, and a few everyday synonyms, together.</summary>
internal static class Stems
{
    private const int ShortestStem = 3;

    private static readonly FrozenDictionary<string, string> Known = Read(
        "buy bought buys buying purchase purchased purchases purchasing", "get got gets getting receive received receives obtain",
        "send sent sends sending", "pay paid pays paying payment payments", "cost costs costing price prices priced", "keep kept keeps keeping",
        "begin began begun begins beginning start started starts starting", "choose chose chosen chooses choosing select selected selects pick picked picks",
        "say says said saying", "show shows shown showed", "take took taken takes taking", "go goes went gone going", "find found finds", "write wrote written writes",
        "lose lost loses losing", "leave left leaves leaving", "hold held holds", "lie lies lying lay", "give gave given gives giving", "bring brought brings",
        "tell told tells", "meet met meets", "hear heard hears", "come came comes coming", "see saw seen sees", "throw threw thrown throws", "do does did done doing",
        "have has had having", "be is are was were been being am", "can could able", "will would", "must shall should", "may might",
        "child children kid kids", "person people persons", "year years yearly annual annually", "month months monthly", "day days daily", "week weeks weekly",
        "e-mail email emails e-mails", "photo photos picture pictures image images", "phone phones telephone", "open opens opened opening", "tap taps tapped click clicks clicked press presses pressed",
        "free", "refund refunds refunded refunding", "rubbish waste trash", "post posted mail", "allow allowed allows permitted permit permits", "need needs needed require required requires",
        "finish finished end ends ended", "close closed closes closing", "enter entered enters type typed types", "disappear disappears disappeared vanish vanishes vanished",
        "delete deleted deletes erase erased erases", "big large", "larger bigger", "answer answered answers reply replied replies respond responds", "collect collected collects collection",
        "ship shipped ships shipping", "deliver delivered delivers delivery deliveries", "fee fees charge charged charges", "quick fast", "remain remains remained stay stays stayed",
        "cancel cancelled canceled cancels cancelling cancellation", "submit submitted submits file filed files filing", "use used uses using", "include included includes including", "apply applied applies applying",
        "company companies", "try tries tried trying", "copy copies copied", "reverse reversed reverses", "both", "valid", "add added adds adding", "yes", "this", "us", "plus", "less", "address addresses");

    /// <summary>Returns the stem of a word of any case.</summary>
    public static string Of(string word)
    {
        var lower = WithoutContraction(word.ToLowerInvariant());
        return Known.TryGetValue(lower, out var stem) ? stem : WithoutEnding(lower);
    }

    private static string WithoutContraction(string word)
    {
        var mark = word.IndexOf('\'', StringComparison.Ordinal);
        return mark <= 0 ? word : word[mark..] is "'t" ? NegatedVerb(word[..mark]) : word[mark..] is "'s" or "'ll" or "'ve" or "'re" or "'d" or "'m" ? word[..mark] : word;
    }

    private static string NegatedVerb(string verb) => verb switch
    {
        "can" => "can",
        "won" => "will",
        _ => verb.TrimEnd('n'),
    };

    private static string WithoutEnding(string word)
    {
        var stem = word;
        if (stem.Length > ShortestStem && stem[^1] == 's' && stem[^2] is not ('s' or 'u' or 'i'))
        {
            stem = stem.EndsWith("ies", StringComparison.Ordinal) && stem.Length > 4 ? stem[..^3] + "y" : stem[..^1];
        }

        stem = Without(Without(Without(stem, "ing"), "ed"), "ly");
        return stem.Length > ShortestStem && stem[^1] == 'e' ? stem[..^1] : stem;
    }

    private static string Without(string word, string ending)
    {
        if (!word.EndsWith(ending, StringComparison.Ordinal) || word.Length - ending.Length < ShortestStem)
        {
            return word;
        }

        var stem = word[..^ending.Length];
        return stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'e' or 'o') ? stem[..^1] : stem;
    }

    private static FrozenDictionary<string, string> Read(params string[] groups) => groups
        .Select(group => group.Split(' '))
        .SelectMany(words => words.Select(word => KeyValuePair.Create(word, words[0])))
        .ToFrozenDictionary(StringComparer.Ordinal);
}
