namespace SemanticCache.Cli.Diagnosis;

/// <summary>What a check came to.</summary>
/// <param name="Name">The check.</param>
/// <param name="Ok">Whether nothing is wrong; what could not be asked counts as such, and is said in <paramref name="Found"/>.</param>
/// <param name="Found">What there is, in words.</param>
/// <param name="Advice">What to do, in one sentence; null where there is nothing to do.</param>
internal sealed record Finding(string Name, bool Ok, string Found, string? Advice)
{
    /// <summary>Returns a check that found nothing wrong.</summary>
    public static Finding Good(string name, string found) => new(name, Ok: true, found, Advice: null);

    /// <summary>Returns a check that found something wrong.</summary>
    public static Finding Bad(string name, string found, string advice) => new(name, Ok: false, found, advice);
}
