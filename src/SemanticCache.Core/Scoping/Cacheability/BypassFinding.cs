namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>What the rules say of a question.</summary>
/// <param name="Bypass">Why the cache must leave it alone, if it must.</param>
/// <param name="SemanticBypass">Why the semantic tier must leave it alone, if it must.</param>
internal readonly record struct BypassFinding(BypassReason Bypass, BypassReason SemanticBypass);
