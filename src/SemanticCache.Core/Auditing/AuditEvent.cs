namespace SemanticCache.Core.Auditing;

/// <summary>A line of the audit log: who changed what.</summary>
public sealed record AuditEvent
{
    /// <summary>Gets its identifier.</summary>
    public string Id { get; init; } = "";

    /// <summary>Gets when it was done.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Gets the caller's name.</summary>
    public string Caller { get; init; } = "";

    /// <summary>Gets what was done, from <see cref="AuditActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>Gets the namespace that it was done in; empty for none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Gets what it was done to: an identifier, a name or a filter.</summary>
    public string Target { get; init; } = "";

    /// <summary>Gets what was there before, as JSON; empty where there was nothing.</summary>
    public string Before { get; init; } = "";

    /// <summary>Gets what is there since, as JSON; empty where there is nothing.</summary>
    public string After { get; init; } = "";
}
