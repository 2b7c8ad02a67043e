using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>A text as guards read it, taken apart once and shared by all of them.</summary>
internal sealed class GuardText
{
    private readonly Lazy<ImmutableArray<Quantity>> _quantities;
    private readonly Lazy<QuestionHead> _head;

    private GuardText(string text)
    {
        Text = text;
        Tokens = Tokenise(text);
        _quantities = new Lazy<ImmutableArray<Quantity>>(() => QuantityReader.Read(Tokens));
        _head = new Lazy<QuestionHead>(() => QuestionHead.Of(Tokens));
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Its words, numbers and signs, in order.</summary>
    public ImmutableArray<GuardToken> Tokens { get; }

    /// <summary>Its numbers, with their units.</summary>
    public ImmutableArray<Quantity> Quantities => _quantities.Value;

    /// <summary>What it asks: the last question word and the verb form after it.</summary>
    public QuestionHead Head => _head.Value;

    /// <summary>Reads a text.</summary>
    public static GuardText Of(string text) => new(text);

    /// <summary>Returns the words of a token as they stand in the text.</summary>
    public string Span(GuardToken token) => Text.Substring(token.Start, token.Length);

    private static ImmutableArray<GuardToken> Tokenise(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<GuardToken>();
        var begins = true;
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfToken(text, at);
            if (end == at)
            {
                begins |= text[at] is '.' or '!' or '?' or ':' or '\n';
                at++;
                continue;
            }

            tokens.Add(new GuardToken(Normalise(text[at..end]), at, end - at, begins));
            begins = false;
            at = end;
        }

        return tokens.DrainToImmutable();
    }

    // Digits and letters part ("5GB" is 5 and GB), so that a unit is found with and without a blank; "n't" stays with its word.
    private static int EndOfToken(string text, int start)
    {
        var first = text[start];
        if (first is '€' or '$' or '£' or '%')
        {
            return start + 1;
        }

        var end = start;
        if (char.IsAsciiDigit(first))
        {
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || IsInner(text, end, ".,", char.IsAsciiDigit)))
            {
                end++;
            }

            return end;
        }

        while (end < text.Length && (char.IsLetter(text[end]) || IsInner(text, end, "'’", char.IsLetter)))
        {
            end++;
        }

        return end;
    }

    private static bool IsInner(string text, int at, string signs, Func<char, bool> around) =>
        signs.Contains(text[at], StringComparison.Ordinal) && at > 0 && around(text[at - 1]) && at + 1 < text.Length && around(text[at + 1]);

    private static string Normalise(string word) => word.ToLowerInvariant().Replace('’', '\'') switch
    {
        "cannot" or "cant" => "can't",
        "dont" => "don't",
        "doesnt" => "doesn't",
        "didnt" => "didn't",
        "isnt" => "isn't",
        "wasnt" => "wasn't",
        "wont" => "won't",
        "havent" => "haven't",
        "hasnt" => "hasn't",
        var other => other,
    };
}
