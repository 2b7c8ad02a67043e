using SemanticCache.Cli.Invocation;
using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Cli.Quality;

/// <summary>Reads the labelled questions that a user names.</summary>
internal static class ReplayInput
{
    /// <summary>Reads the clusters of all folders.</summary>
    /// <exception cref="UsageException">A folder is missing or has a mistake; says where.</exception>
    public static IReadOnlyList<ReplayCluster> ReadOrThrow(IReadOnlyList<string> folders)
    {
        try
        {
            return [.. folders.SelectMany(ReplayFolder.ReadOrThrow)];
        }
        catch (InvalidDataException mistake)
        {
            throw new UsageException(mistake.Message);
        }
    }
}
