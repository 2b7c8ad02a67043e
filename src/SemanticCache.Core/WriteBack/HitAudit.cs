using SemanticCache.Core.Decisions;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.WriteBack;

/// <summary>A hit whose question is to be asked of the model too.</summary>
/// <param name="Request">The request.</param>
/// <param name="Served">What it was served.</param>
internal sealed record HitAudit(ScopedRequest Request, CandidateVerdict Served);
