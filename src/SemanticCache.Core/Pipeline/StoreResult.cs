using SemanticCache.Core.Entries;
using SemanticCache.Core.WriteBack;

namespace SemanticCache.Core.Pipeline;

/// <summary>What came of storing an answer.</summary>
/// <param name="EntryId">The entry that holds it, if admitted.</param>
/// <param name="ExpiresAt">From when on the entry is not served.</param>
/// <param name="Admission">Whether the answer was admitted.</param>
/// <param name="IsSemantic">Whether the semantic tier can find the entry too.</param>
internal readonly record struct StoreResult(EntryId EntryId, DateTimeOffset ExpiresAt, Admission Admission, bool IsSemantic);
