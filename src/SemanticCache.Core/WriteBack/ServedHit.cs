using SemanticCache.Core.Entries;

namespace SemanticCache.Core.WriteBack;

/// <summary>The last semantic hit on an entry, remembered so that feedback can be understood.</summary>
/// <param name="Question">The id that the question would have as an entry.</param>
/// <param name="Text">The question in canonical text.</param>
/// <param name="Score">The log-odds of its calibrated confidence.</param>
internal sealed record ServedHit(EntryId Question, string Text, double Score);
