using System.Collections.Immutable;

namespace SemanticCache.Core.Upstream.Routes.Shaping;

/// <summary>Leaves the oldest turns of a conversation out.</summary>
internal static class MessageWindow
{
    /// <summary>
    /// Returns what is always kept, and everything from the last turns on. A turn begins with a message of the user's own, so that a call of a tool
    /// is never parted from its result.
    /// </summary>
    /// <param name="messages">The conversation, oldest message first.</param>
    /// <param name="turns">How many turns are kept, at least 1.</param>
    /// <param name="placeOf">What a message is to its conversation.</param>
    public static ImmutableArray<T> Of<T>(ImmutableArray<T> messages, int turns, Func<T, MessagePlace> placeOf)
    {
        var places = messages.Select(placeOf).ToList();
        var start = messages.Length;
        for (var left = turns; left > 0; left--)
        {
            var before = start == 0 ? -1 : places.FindLastIndex(start - 1, place => place is MessagePlace.TurnStart);
            if (before < 0)
            {
                return messages;
            }

            start = before;
        }

        return [.. messages.Where((_, index) => index >= start || places[index] is MessagePlace.Always)];
    }
}
