namespace SemanticCache.Core.Decisions;

/// <summary>What curated answers have over others: where one passes as well as others do, the others no longer count.</summary>
internal static class PinnedFirst
{
    /// <summary>Returns those of the passing verdicts that may be served: the pinned ones, or all where none is pinned.</summary>
    public static CandidateVerdict[] Among(IEnumerable<CandidateVerdict> passing)
    {
        CandidateVerdict[] all = [.. passing];
        CandidateVerdict[] pinned = [.. all.Where(verdict => verdict.Candidate.Entry.IsPinned)];
        return pinned.Length > 0 ? pinned : all;
    }
}
