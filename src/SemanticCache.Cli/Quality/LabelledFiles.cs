using SemanticCache.Cli.Invocation;
using SemanticCache.Evaluation.Tables;

namespace SemanticCache.Cli.Quality;

/// <summary>Labelled tables that a user names, and how much of them is asked.</summary>
/// <param name="Paths">The files and folders.</param>
/// <param name="Limit">How many pairs or utterances of each file are drawn at most.</param>
/// <param name="Seed">What the draw starts from.</param>
internal sealed record LabelledFiles(IReadOnlyList<string> Paths, int Limit, int Seed)
{
    /// <summary>Reads every file.</summary>
    /// <exception cref="UsageException">A file is missing or has a mistake; says where.</exception>
    public IReadOnlyList<T> ReadOrThrow<T>(Func<string, T> read)
    {
        try
        {
            return [.. Paths.SelectMany(TableFolder.FilesOrThrow).Select(read)];
        }
        catch (InvalidDataException mistake)
        {
            throw new UsageException(mistake.Message);
        }
    }
}
