namespace SemanticCache.Store.Embedded.Writing;

/// <summary>One of the two entries of a merge.</summary>
/// <param name="Row">The row's number.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Scope">Its scope's bytes in hexadecimal digits.</param>
internal readonly record struct MergePartner(long Row, string Namespace, string Tenant, string Scope)
{
    /// <summary>Tells whether both belong to the same requests.</summary>
    public bool IsComparableTo(MergePartner other) => this with { Row = other.Row } == other;
}
