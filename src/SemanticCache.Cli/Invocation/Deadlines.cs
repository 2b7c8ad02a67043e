namespace SemanticCache.Cli.Invocation;

/// <summary>How long a call may take before the command gives up.</summary>
internal static class Deadlines
{
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Suggestion = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Log = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Answer = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    /// <summary>The deadline of a call that only finds out whether somebody answers.</summary>
    public static DateTime ForProbe(TimeProvider time) => time.GetUtcNow().UtcDateTime + Probe;

    /// <summary>The deadline of a call that a person waits for while typing.</summary>
    public static DateTime ForSuggestion(TimeProvider time) => time.GetUtcNow().UtcDateTime + Suggestion;

    /// <summary>The deadline of a call that asks no language model.</summary>
    public static DateTime ForCall(TimeProvider time) => time.GetUtcNow().UtcDateTime + Short;

    /// <summary>The deadline of a call that may read the whole decision log of a namespace.</summary>
    public static DateTime ForDecisionLog(TimeProvider time) => time.GetUtcNow().UtcDateTime + Log;

    /// <summary>The deadline of a call that may ask a language model.</summary>
    public static DateTime ForAnswer(TimeProvider time) => time.GetUtcNow().UtcDateTime + Answer;

    /// <summary>The deadline of a call that may read and write every entry of a namespace.</summary>
    public static DateTime ForManyEntries(TimeProvider time) => time.GetUtcNow().UtcDateTime + Long;
}
