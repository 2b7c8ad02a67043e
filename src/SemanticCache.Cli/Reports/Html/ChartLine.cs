namespace SemanticCache.Cli.Reports.Html;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Points">Its points from 0 to 1; where nothing is known it has a gap.</param>
internal sealed record ChartLine(string Name, IReadOnlyList<(double X, double? Y)> Points)
{
    /// <summary>Returns the parts between the gaps.</summary>
    public IEnumerable<IReadOnlyList<(double X, double Y)>> Parts()
    {
        var part = new List<(double X, double Y)>();
        foreach (var (x, y) in Points)
        {
            if (y is { } known)
            {
                part.Add((x, known));
            }
            else if (part.Count > 0)
            {
                yield return part;
                part = [];
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}
