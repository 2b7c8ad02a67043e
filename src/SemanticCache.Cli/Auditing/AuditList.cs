namespace SemanticCache.Cli.Auditing;

/// <summary>A part of the audit log.</summary>
/// <param name="Items">The lines, newest first.</param>
internal sealed record AuditList(IReadOnlyList<AuditResult> Items);
