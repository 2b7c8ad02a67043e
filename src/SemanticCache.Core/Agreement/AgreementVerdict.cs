namespace SemanticCache.Core.Agreement;

/// <summary>What comparing two answers found.</summary>
/// <param name="Kind">Whether they agree.</param>
/// <param name="Reason">The rule that decided, one of <see cref="AgreementReasons"/>; it holds no text of the answers.</param>
public readonly record struct AgreementVerdict(AgreementKind Kind, string Reason);
