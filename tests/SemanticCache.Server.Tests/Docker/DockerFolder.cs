using SemanticCache.TestUtils;

namespace SemanticCache.Server.Tests.Docker;

/// <summary>The files of <c>docker/</c>.</summary>
internal static class DockerFolder
{
    /// <summary>The folder.</summary>
    public static string Root { get; } = Path.Combine(RepositoryPaths.Root, "docker");

    /// <summary>The names of the compose files.</summary>
    public static TheoryData<string> ComposeFiles =>
        new(Directory.GetFiles(Root, "compose*.yaml").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));

    /// <summary>Returns the text of a file.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(Root, name));
}
