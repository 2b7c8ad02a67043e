using System.Text.RegularExpressions;

namespace SemanticCache.Core.Upstream.Simulated;

/// <summary>
/// Words an answer anew at each call, a fake of what a language model does: it never touches numbers, names, links, negations or conditions.
/// </summary>
internal sealed partial class WordingVariation
{
    private const int ListShare = 4;

    private static readonly string[] Greetings = ["", "", "", "Hi there! ", "Hello! ", "Good question! ", "Thanks for asking! "];

    private static readonly string[] Closings = ["", "", "", " Let me know if you need anything else.", " Is there anything else I can help with?", " Happy to help!", " I hope this helps."];

    // Only small letters: what a menu or a product is called begins with a capital.
    private static readonly (string From, string To)[] Synonyms =
    [
        ("at once", "immediately"), ("straight away", "right away"), ("immediately", "straight away"), ("free of charge", "at no cost"), ("choose", "select"), ("usually", "normally"),
        ("because", "since"), ("e-mail", "email"), ("whole", "entire"), ("large", "big"), ("roughly", "about"), ("afterwards", "after that"), ("get an", "receive an"), ("get the", "receive the"),
        ("get a", "receive a"), ("look at", "check"), ("however", "though"), ("several", "a number of"), ("buy", "purchase"),
    ];

    private readonly int _seed;

    public WordingVariation(int seed) => _seed = seed;

    /// <summary>Returns the answer as the call of this number words it; the same seed and number always give the same.</summary>
    public string Of(string answer, int call)
    {
        var random = new Random(unchecked((_seed * 486_187_739) + call));
        var sentences = Break().Split(answer);
        ReorderIndependent(sentences, random);
        for (var i = 0; i < sentences.Length; i++)
        {
            sentences[i] = WithSynonyms(sentences[i], random);
        }

        var body = Format(sentences, random);
        return Pick(Greetings, random) is var greeting && body.StartsWith('\n') ? greeting.TrimEnd() + body + Closing(random, "\n\n") : greeting + body + Closing(random, " ");
    }

    // The first sentence answers the question; the others change places only where none leans on the one before it.
    private static void ReorderIndependent(string[] sentences, Random random)
    {
        if (sentences.Length > 2 && random.Next(2) == 0 && !sentences.Skip(1).Any(sentence => LeansOnOthers().IsMatch(sentence)))
        {
            random.Shuffle(sentences.AsSpan(1));
        }
    }

    private static string WithSynonyms(string sentence, Random random)
    {
        foreach (var (from, to) in Synonyms)
        {
            if (random.Next(2) == 0 && !sentence.Contains('"', StringComparison.Ordinal))
            {
                sentence = Regex.Replace(sentence, $@"(?<![\w>@./-]|> ){Regex.Escape(from)}(?![\w@/-]| >)", to, RegexOptions.CultureInvariant);
            }
        }

        return sentence;
    }

    private static string Format(string[] sentences, Random random) => (sentences.Length > 1 ? random.Next(ListShare) : 0) switch
    {
        1 => "\n\n" + string.Join('\n', sentences.Select(sentence => "- " + sentence)),
        2 => "\n\n" + string.Join('\n', sentences.Select((sentence, i) => $"{i + 1}. {sentence}")),
        3 => Path().Replace(string.Join(' ', sentences), "**$0**", 1),
        _ => string.Join(' ', sentences),
    };

    private static string Closing(Random random, string separator)
    {
        var closing = Pick(Closings, random).TrimStart();
        return closing.Length == 0 ? "" : separator + closing;
    }

    private static string Pick(string[] values, Random random) => values[random.Next(values.Length)];

    [GeneratedRegex(@"(?<=[.!?])\s+(?=[\p{Lu}""])")]
    private static partial Regex Break();

    [GeneratedRegex(@"^(?:It|This|That|These|Those|They|Then|There|Otherwise|If|After|Before|Later|Both|From|However|But|And|Without|Only|For|He|She|Each|One|The|With|On|In|At|Some|Others?|Until|Once|Because|Such|Here|Its|Their|We then|To do)\b")]
    private static partial Regex LeansOnOthers();

    [GeneratedRegex(@"\p{Lu}[\w&']*(?: [\w&']+){0,2}(?: > \p{Lu}[\w&']*)+")]
    private static partial Regex Path();
}
