namespace SemanticCache.Core.Privacy;

/// <summary>A range of prefixes of an issuer of cards; both ends have the same length.</summary>
/// <param name="First">The first prefix.</param>
/// <param name="Last">The last prefix.</param>
/// <param name="Shortest">The shortest number, in digits.</param>
/// <param name="Longest">The longest number, in digits.</param>
internal sealed record CardPrefix(string First, string Last, int Shortest, int Longest)
{
    /// <summary>Tells whether a number begins with one of the prefixes.</summary>
    public bool Begins(string digits) =>
        string.CompareOrdinal(digits, 0, First, 0, First.Length) >= 0 && string.CompareOrdinal(digits, 0, Last, 0, Last.Length) <= 0;
}
