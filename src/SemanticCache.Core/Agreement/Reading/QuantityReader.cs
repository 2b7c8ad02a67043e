namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Finds the numbers of an answer and their units.</summary>
internal sealed class QuantityReader
{
    /// <summary>The most numbers that are read; an answer with more is too long to be judged.</summary>
    public const int MostQuantities = 64;

    private readonly IReadOnlyList<AnswerToken> _tokens;
    private readonly List<Quantity> _found = [];

    private QuantityReader(IReadOnlyList<AnswerToken> tokens) => _tokens = tokens;

    /// <summary>Returns the numbers in order; those of a range ("6 to 8 days") all have its unit.</summary>
    public static Quantity[] Of(IReadOnlyList<AnswerToken> tokens)
    {
        var reader = new QuantityReader(tokens);
        for (var at = 0; at < tokens.Count && reader._found.Count < MostQuantities;)
        {
            at = reader.ReadAt(at);
        }

        reader.SpreadUnits();
        return [.. reader._found];
    }

    private int ReadAt(int at)
    {
        var token = _tokens[at];
        if (token.Kind is TokenKind.Clock)
        {
            Add(ClockTimes.MinutesOf(token.Text), "clock", 1, at, at + 1);
            return at + 1;
        }

        if (token.Kind is TokenKind.Number)
        {
            return NumberWords.OfDigits(token.Text) is { } digits ? Add(digits, at, at + 1) : at + 1;
        }

        if (token.Kind is not TokenKind.Word)
        {
            return at + 1;
        }

        if (token.Stem is "noon" or "midnight")
        {
            Add(token.Stem == "noon" ? ClockTimes.Noon : 0, "clock", 1, at, at + 1);
            return at + 1;
        }

        return NumberWords.OfWords(_tokens, at) is { } words ? Add(words.Value, at, at + words.Length) : ReadPart(at);
    }

    // "half a year" and "a quarter of an hour"; a half of anything else is a word.
    private int ReadPart(int at)
    {
        var part = _tokens[at].Stem switch { "half" => 0.5m, "quarter" => 0.25m, _ => 0 };
        var unitAt = at + 1;
        while (part > 0 && unitAt < _tokens.Count && unitAt < at + 3 && _tokens[unitAt].Stem is "a" or "an" or "of")
        {
            unitAt++;
        }

        if (part > 0 && unitAt < _tokens.Count && unitAt > at + 1 && Units.Find(_tokens[unitAt].Stem) is { } unit)
        {
            Add(part, unit.Kind, unit.Factor, at, unitAt + 1);
            return unitAt + 1;
        }

        return at + 1;
    }

    private int Add(decimal number, int at, int next)
    {
        if (IsHalfAfter(next))
        {
            number += 0.5m;
            next += 3;
        }

        if (at > 0 && _tokens[at - 1].Kind is TokenKind.Sign && Units.Find(_tokens[at - 1].Text) is { } before && before.Kind is not "percent")
        {
            Add(number, before.Kind, before.Factor, at, next);
            return next;
        }

        var (unit, end) = UnitAt(next);
        Add(number, unit?.Kind ?? "", unit?.Factor ?? 1, at, end);
        return end;
    }

    private void Add(decimal number, string unit, decimal factor, int at, int end)
    {
        var isWeak = (number == 1 && Units.MayGoUnsaid(unit) && !IsOrdinal(at)) || IsCountOfParts(end);
        _found.Add(new Quantity(number, number * factor, unit, isWeak, at, end));
    }

    private ((string Kind, decimal Factor)? Unit, int Next) UnitAt(int at)
    {
        var unitAt = at < _tokens.Count && _tokens[at].Text is "-" ? at + 1 : at;
        if (unitAt >= _tokens.Count || _tokens[unitAt].Sentence != _tokens[at].Sentence)
        {
            return (null, at);
        }

        if (_tokens[unitAt].Stem is "work" or "busines" or "business" && unitAt + 1 < _tokens.Count && _tokens[unitAt + 1].Stem is "day")
        {
            return (Units.Find("workday"), unitAt + 2);
        }

        // A capital M or G after a number is a model's, and "in" is no unit.
        return Units.Find(_tokens[unitAt].Stem) is { } unit ? (unit, unitAt + 1) : (null, at);
    }

    private bool IsHalfAfter(int at) =>
        at + 2 < _tokens.Count && _tokens[at].Stem is "and" && _tokens[at + 1].Stem is "a" && _tokens[at + 2].Stem is "half";

    private bool IsOrdinal(int at) =>
        char.IsLetter(_tokens[at].Text[^1]) && char.IsDigit(_tokens[at].Text[0]);

    // "There are two ways:" counts what the answer goes on to say.
    private bool IsCountOfParts(int at) =>
        at < _tokens.Count && _tokens[at].Stem is "way" or "step" or "condition" or "setting" or "thing" or "option" or "possibility" or "reason" or "part";

    private void SpreadUnits()
    {
        for (var i = _found.Count - 2; i >= 0; i--)
        {
            var (here, next) = (_found[i], _found[i + 1]);
            if (here.Unit.Length == 0 && next.Unit is not ("" or "clock") && next.Token - here.End is 1 && _tokens[here.End].Stem is "to" or "-" or "and" or "or" or "/")
            {
                var factor = next.Written == 0 ? 1 : next.Value / next.Written;
                _found[i] = here with { Unit = next.Unit, Value = here.Written * factor };
            }
        }
    }
}
