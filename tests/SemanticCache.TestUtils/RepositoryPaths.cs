using System.Runtime.CompilerServices;

namespace SemanticCache.TestUtils;

/// <summary>Finds the folders of the checkout that the tests were built from.</summary>
public static class RepositoryPaths
{
    /// <summary>The checkout's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the shipped models.</summary>
    public static string Embeddings => Path.Combine(Root, "embeddings");

    /// <summary>The project's own replay set.</summary>
    public static string Replay => Path.Combine(Root, "tests", "SemanticCache.Quality", "replay");

    /// <summary>The team's folder of larger test material beside the checkout; it may be absent.</summary>
    public static string Shared => Path.Combine(Root, "..", "shared");

    private static string FindRoot([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));
}
