namespace SemanticCache.TestUtils;

/// <summary>How long a test waits for what must happen; only a broken test ever waits that long.</summary>
public static class Patience
{
    /// <summary>The longest wait.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(30);
}
