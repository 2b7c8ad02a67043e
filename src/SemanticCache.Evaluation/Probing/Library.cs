using System.Collections.Immutable;
using System.Numerics.Tensors;
using SemanticCache.Core.Search;

namespace SemanticCache.Evaluation.Probing;

/// <summary>What is stored when a probe asks: wordings of one domain, searched exactly.</summary>
internal sealed class Library
{
    private readonly ImmutableArray<StoredWording> _stored;

    public Library(IEnumerable<StoredWording> stored)
    {
        // What the model cannot read belongs to the exact tier alone.
        _stored = [.. stored.Where(wording => !wording.Entry.Vector.IsEmpty)];
    }

    /// <summary>Tells whether a wording is stored.</summary>
    public bool Has(string question) => _stored.Any(stored => stored.Entry.Question == question);

    /// <summary>Returns the wordings nearest to a vector, best first, the question itself left out.</summary>
    public IReadOnlyList<(Candidate Candidate, StoredWording Stored)> Search(string question, ReadOnlyMemory<float> vector, ProbeLimits limits) =>
        vector.IsEmpty ? [] : WithinReach(limits.Reach, [.. _stored
            .Where(stored => stored.Entry.Question != question)
            .Select(stored => (Candidate: new Candidate(stored.Entry, TensorPrimitives.Dot(vector.Span, stored.Entry.Vector.Span)), Stored: stored))
            .Where(found => found.Candidate.Similarity >= limits.Floor)
            .OrderByDescending(found => found.Candidate.Similarity)
            .Take(limits.Candidates)]);

    private static (Candidate Candidate, StoredWording Stored)[] WithinReach(float reach, (Candidate Candidate, StoredWording Stored)[] found) =>
        [.. found.TakeWhile(each => each.Candidate.Similarity >= found[0].Candidate.Similarity - reach)];
}
