namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>A person who is to be forgotten.</summary>
/// <param name="Tag">The person's tag.</param>
/// <param name="Tenant">The tenant whose decisions alone are meant; null for those of all.</param>
internal sealed record ForgottenSubject(string Tag, string? Tenant)
{
    /// <summary>Tells whether a decision is the person's.</summary>
    public bool IsOf(LoggedDecision decision) => decision.Subject == Tag && (Tenant is null || decision.Tenant == Tenant);
}
