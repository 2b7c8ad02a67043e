namespace SemanticCache.Cli.Serving;

/// <summary>A folder that goes away with its owner.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("semcache-");

    /// <summary>Where it lies.</summary>
    public string Path => _folder.FullName;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
