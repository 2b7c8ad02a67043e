using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Privacy;

/// <summary>A place of a text that holds personal data.</summary>
/// <param name="Kind">What it is; one kind.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many characters it has.</param>
internal readonly record struct PersonalDataSpan(PersonalDataKinds Kind, int Start, int Length)
{
    /// <summary>Where the text goes on behind it.</summary>
    public int End => Start + Length;
}
