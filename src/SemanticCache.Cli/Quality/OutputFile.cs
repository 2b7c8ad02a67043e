using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Quality;

/// <summary>Writes the files that a user asks for.</summary>
internal static class OutputFile
{
    /// <summary>Writes a text.</summary>
    /// <exception cref="UsageException">The file cannot be written; says why.</exception>
    public static async Task WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(file, text, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{file}' cannot be written: {failure.Message}");
        }
    }
}
