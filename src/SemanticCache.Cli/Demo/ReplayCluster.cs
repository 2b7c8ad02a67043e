namespace SemanticCache.Cli.Demo;

/// <summary>One need of a company's customers, and the one answer that is right for it.</summary>
/// <param name="Domain">The company's trade, such as <c>banking</c>.</param>
/// <param name="Answer">The right answer.</param>
/// <param name="Questions">Wordings of the need.</param>
/// <param name="LookAlikes">Questions that look like it, and for which this answer would be wrong.</param>
internal sealed record ReplayCluster(string Domain, string Answer, IReadOnlyList<string> Questions, IReadOnlyList<string> LookAlikes)
{
    /// <summary>The demo's namespace for this company: another company is another bot.</summary>
    public string Namespace => "demo-" + Domain;
}
