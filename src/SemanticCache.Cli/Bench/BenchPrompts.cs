using SemanticCache.Cli.Demo;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Bench;

/// <summary>The prompts that are sent.</summary>
internal static class BenchPrompts
{
    private const int DefaultRequests = 100;
    private const int Seed = 1;

    /// <summary>Returns one prompt for each request: a file's lines in turn, or support questions as customers ask them.</summary>
    /// <exception cref="UsageException">The file cannot be read, or is empty.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(FileInfo? file, int? requests, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return [.. QuestionStream.Draw(ReplaySet.Load(), requests ?? DefaultRequests, new Random(Seed)).Select(question => question.Text)];
        }

        var lines = await LinesAsync(file, cancellationToken);
        return lines.Count > 0
            ? [.. Enumerable.Range(0, requests ?? lines.Count).Select(index => lines[index % lines.Count])]
            : throw new UsageException($"'{file}' holds no prompts");
    }

    private static async Task<List<string>> LinesAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await File.ReadAllLinesAsync(file.FullName, cancellationToken)).Where(line => !string.IsNullOrWhiteSpace(line))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{file}' cannot be read: {failure.Message}");
        }
    }
}
