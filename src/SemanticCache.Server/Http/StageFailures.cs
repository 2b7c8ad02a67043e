namespace SemanticCache.Server.Http;

/// <summary>The reasons of outcomes that say that a stage failed or was late.</summary>
internal static class StageFailures
{
    private static readonly string[] Endings = ["_failed", "_timed_out"];

    /// <summary>Tells whether a reason is one of them.</summary>
    public static bool IsOne(string reason) => Endings.Any(ending => reason.EndsWith(ending, StringComparison.Ordinal));
}
