namespace SemanticCache.Cli.Tests;

/// <summary>The program as a file, for tests that have another program start it.</summary>
internal static class ProgramFile
{
    /// <summary>A command line for a shell, to which arguments are added.</summary>
    public static string CommandLine { get; } = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "semcache.dll")}'";
}
