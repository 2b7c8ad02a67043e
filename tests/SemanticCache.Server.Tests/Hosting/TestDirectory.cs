namespace SemanticCache.Server.Tests.Hosting;

/// <summary>A folder of a test's own, deleted with it.</summary>
public sealed class TestDirectory : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("semcache-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
