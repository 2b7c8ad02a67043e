using System.Globalization;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>Where a page of the decision log ended.</summary>
/// <param name="Batch">The batch of its last decision.</param>
/// <param name="Place">Its place there.</param>
/// <param name="At">Its time, for where the batch is not found.</param>
internal sealed record DecisionToken(string Batch, int Place, DateTimeOffset At)
{
    private const char Separator = '@';

    /// <summary>Returns the token of a decision.</summary>
    public static string Of(LoggedDecision decision) => $"{decision.Id}{Separator}{decision.At.UtcTicks.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Reads a token; null for an empty one.</summary>
    /// <exception cref="InvalidPageTokenException">It is none.</exception>
    public static DecisionToken? Parse(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return text.Split(Separator) is [var id, var time]
            && DecisionBatch.TryParse(id, out var batch, out var place)
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DecisionToken(batch, place, new DateTimeOffset(ticks, TimeSpan.Zero))
            : throw new InvalidPageTokenException();
    }
}
