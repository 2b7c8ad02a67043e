namespace SemanticCache.Tidy;

/// <summary>What a rule finds, told whole: a list that is cut short helps nobody mend it.</summary>
internal static class Findings
{
    /// <summary>Fails with every finding.</summary>
    public static void None(IEnumerable<string> findings)
    {
        var found = findings.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
