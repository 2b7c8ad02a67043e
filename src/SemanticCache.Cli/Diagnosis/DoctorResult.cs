namespace SemanticCache.Cli.Diagnosis;

/// <summary>What <c>semcache doctor</c> found.</summary>
/// <param name="Checks">The checks, in the order in which they were made.</param>
internal sealed record DoctorResult(IReadOnlyList<Finding> Checks)
{
    /// <summary>Whether no check found anything wrong.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsWell => Checks.All(check => check.Ok);
}
