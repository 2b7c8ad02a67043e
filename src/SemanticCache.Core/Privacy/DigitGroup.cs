namespace SemanticCache.Core.Privacy;

/// <summary>A run of digits in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where the text goes on behind it.</param>
internal readonly record struct DigitGroup(int Start, int End)
{
    /// <summary>The number of digits.</summary>
    public int Length => End - Start;
}
