using SemanticCache.Core.Decisions;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.WriteBack;

/// <summary>A hit whose question is to be asked of the model too.</summary>
/// <param name="Request">The request.</param>
/// <param name="Served">What it was served, or would have been.</param>
/// <param name="Fresh">The model's answer; null where it is still to be asked.</param>
internal sealed record HitAudit(ScopedRequest Request, CandidateVerdict Served, Answer? Fresh = null);
