namespace SemanticCache.Evaluation.Pairs;

/// <summary>Two questions and whether they deserve one answer.</summary>
/// <param name="Line">The line of the file.</param>
/// <param name="Stored">The question that is stored, in canonical text.</param>
/// <param name="Asked">The question that asks, in canonical text.</param>
/// <param name="IsDuplicate">Whether they deserve one answer.</param>
/// <param name="Kind">What the file says of the pair; empty where it says nothing.</param>
internal sealed record LabelledPair(int Line, string Stored, string Asked, bool IsDuplicate, string Kind)
{
    /// <summary>Whether both are one text, which belongs to the exact tier and to no decision.</summary>
    public bool IsIdentical => Stored == Asked;
}
