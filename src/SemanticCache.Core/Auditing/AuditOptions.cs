namespace SemanticCache.Core.Auditing;

/// <summary>How long the audit log is kept.</summary>
public sealed class AuditOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Audit";

    /// <summary>Gets or sets how long a line is kept.</summary>
    /// <value>More than zero; the default is 400 days.</value>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);
}
