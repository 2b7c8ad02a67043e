namespace SemanticCache.Core.Auditing;

/// <summary>A part of the audit log.</summary>
/// <param name="Events">The lines, newest first.</param>
/// <param name="NextToken">The token of the next page; empty after the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditEvent> Events, string NextToken);
