using System.IO.Compression;

namespace SemanticCache.Benchmarks.Load;

/// <summary>Reads sentences from a table: the last column of each line.</summary>
internal static class SentenceFile
{
    /// <summary>Returns the sentences in order, header left out; a file whose name ends in <c>.gz</c> is unpacked.</summary>
    public static IEnumerable<string> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var text = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        text.ReadLine();
        while (text.ReadLine() is { } line)
        {
            yield return line[(line.LastIndexOf('\t') + 1)..];
        }
    }
}
