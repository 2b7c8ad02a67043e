using SemanticCache.Evaluation.Pairs;

namespace SemanticCache.Cli.Quality;

/// <summary>How good decisions were on one file of pairs.</summary>
/// <param name="File">The file.</param>
/// <param name="InFile">How many pairs it has.</param>
/// <param name="Pairs">How many were asked.</param>
/// <param name="Identical">How many were drawn and left out, being one text twice.</param>
/// <param name="HitRate">Duplicates that were served.</param>
/// <param name="Accepted">Other pairs that were served all the same.</param>
/// <param name="Precision">Hits that were right.</param>
/// <param name="Kinds">The same by kind; null where the file names none.</param>
internal sealed record PairFileResult(
    string File, int InFile, int Pairs, int Identical, ShareResult HitRate, ShareResult Accepted, ShareResult Precision, IReadOnlyList<PairKindResult>? Kinds)
{
    /// <summary>What would be at other minimum confidences; null where confidence decides nothing.</summary>
    public IReadOnlyList<PairSweepPoint>? Sweep { get; init; }

    /// <summary>Returns the result of a file's figures.</summary>
    public static PairFileResult Of(PairFile file, PairProbes probes, PairFigures figures) => new(
        file.Name,
        file.Pairs.Count,
        figures.Found.Total + figures.Accepted.Total,
        probes.Identical,
        ShareResult.From(figures.Found),
        ShareResult.From(figures.Accepted),
        ShareResult.From(figures.Precision),
        figures.Kinds is []
            ? null
            : [.. figures.Kinds.Select(kind => new PairKindResult(kind.Kind, ShareResult.From(kind.Found), ShareResult.From(kind.Accepted)))]);
}
