namespace SemanticCache.Qdrant.TestServer.Tests;

/// <summary>The recorded samples beside the tests.</summary>
internal static class Golden
{
    public static string Behaviour => File.ReadAllText(PathOf("behaviour.json"));

    public static IEnumerable<string> Calls => File.ReadLines(PathOf("calls.jsonl"));

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "golden", name);
}
