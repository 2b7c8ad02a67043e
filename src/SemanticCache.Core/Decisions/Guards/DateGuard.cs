using System.Collections.Immutable;
using System.Globalization;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses where both texts name a weekday, month, year or day near today and none is the same, or where only one names a year.</summary>
internal sealed class DateGuard : IGuard
{
    private static readonly ImmutableArray<ImmutableArray<string>> Classes =
    [
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "weekdays"],
        ["january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"],
        ["today", "tomorrow", "yesterday", "tonight"],
        ["spring", "summer", "autumn", "winter", "christmas", "easter"],
    ];

    /// <inheritdoc/>
    public string Name => "date";

    /// <inheritdoc/>
    public bool IsDefault => false;

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        foreach (var words in Classes)
        {
            if (Compare(Named(question, words), Named(candidate, words), question, candidate, oneSideSuffices: false) is { } refusal)
            {
                return refusal;
            }
        }

        return Compare(Years(question), Years(candidate), question, candidate, oneSideSuffices: true);
    }

    private GuardRefusal? Compare(
        ImmutableArray<GuardToken> mine, ImmutableArray<GuardToken> theirs, GuardText question, GuardText candidate, bool oneSideSuffices)
    {
        var isComparable = oneSideSuffices ? mine.Length + theirs.Length > 0 : mine.Length > 0 && theirs.Length > 0;
        return isComparable && !mine.Any(token => theirs.Any(other => other.Text == token.Text))
            ? new GuardRefusal(Name, "date_differs", SpanOfFirst(question, mine), SpanOfFirst(candidate, theirs))
            : null;
    }

    private static ImmutableArray<GuardToken> Named(GuardText text, ImmutableArray<string> words) => [.. text.Tokens.Where(token => words.Contains(token.Text))];

    private static ImmutableArray<GuardToken> Years(GuardText text) => [.. text.Tokens.Where(token =>
        token.Length == 4 && int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1950 and < 2100)];

    private static string SpanOfFirst(GuardText text, ImmutableArray<GuardToken> tokens) => tokens.IsEmpty ? "" : text.Span(tokens[0]);
}
