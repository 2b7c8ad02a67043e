namespace SemanticCache.Store.Embedded.Memory;

/// <summary>Turns ticks of UTC into the whole milliseconds that the index compares.</summary>
internal static class UnixMilliseconds
{
    /// <summary>Rounds towards the future.</summary>
    public static long Ceiling(long ticks) => -Floor(-(ticks - DateTime.UnixEpoch.Ticks));

    /// <summary>Rounds towards the past.</summary>
    public static long Of(DateTimeOffset time) => Floor(time.UtcTicks - DateTime.UnixEpoch.Ticks);

    private static long Floor(long ticks) =>
        (ticks / TimeSpan.TicksPerMillisecond) - (ticks % TimeSpan.TicksPerMillisecond < 0 ? 1 : 0);
}
