using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Auditing;

/// <summary>A line of the audit log.</summary>
/// <param name="Id">The line's identifier.</param>
/// <param name="Time">When it was done.</param>
/// <param name="Caller">Who did it.</param>
/// <param name="Action">What was done.</param>
/// <param name="Namespace">Where; null for no namespace.</param>
/// <param name="Target">What it was done to.</param>
/// <param name="Before">What was there before, as JSON; null where there was nothing.</param>
/// <param name="After">What is there since, as JSON; null where there is nothing.</param>
internal sealed record AuditResult(
    string Id, DateTimeOffset Time, string Caller, string Action, string? Namespace, string Target, string? Before, string? After)
{
    /// <summary>Reads a line from the wire.</summary>
    public static AuditResult Of(AuditEvent noted) => new(
        noted.Id, noted.Time.ToDateTimeOffset(), noted.Caller, noted.Action, Given(noted.Namespace), noted.Target, Given(noted.Before), Given(noted.After));

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
