using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.WriteBack;

/// <summary>An answer that a caller brings.</summary>
/// <param name="Request">The request that it answers.</param>
/// <param name="Answer">The answer.</param>
/// <param name="IsPinned">Whether its entry is to be pinned.</param>
internal sealed record BroughtAnswer(CacheRequest Request, Answer Answer, bool IsPinned);
