using System.IO.Compression;
using System.Text;

namespace SemanticCache.Quality;

/// <summary>Tables that a test writes into a folder of its own.</summary>
internal sealed class TableText : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tables").FullName;

    /// <summary>The folder.</summary>
    public string Folder => _folder;

    /// <summary>Writes lines and returns the file's path; gzip where the name says so.</summary>
    public string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var content = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line.Replace('|', '\t') + "\n")));
        using var file = File.Create(path);
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var packed = new GZipStream(file, CompressionLevel.Fastest);
            packed.Write(content);
        }
        else
        {
            file.Write(content);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
