using System.Globalization;

namespace SemanticCache.Cli.Reports.Html;

/// <summary>A chart of lines as a part of a page, whose style says the colours; the description says in words what there is to see.</summary>
internal sealed record LineChart
{
    private const int Width = 720;
    private const int Height = 220;
    private const int Left = 64;
    private const int Right = 24;
    private const int Top = 20;
    private const int Bottom = 28;

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What there is to see, for those who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The lines; the page's style has colours for four.</summary>
    public required IReadOnlyList<ChartLine> Lines { get; init; }

    /// <summary>The marks of the horizontal axis, from 0 to 1.</summary>
    public required IReadOnlyList<(double At, string Label)> Across { get; init; }

    /// <summary>The marks of the vertical axis, from 0 to 1.</summary>
    public required IReadOnlyList<(double At, string Label)> Up { get; init; }

    /// <summary>Upright lines across the chart.</summary>
    public IReadOnlyList<(double At, string Label)> Marks { get; init; } = [];

    /// <summary>Adds the chart to a page.</summary>
    public void AddTo(HtmlText page)
    {
        page.Markup("<figure>").Element("figcaption", Title).Markup("<ul class=\"legend\">");
        foreach (var (line, index) in Lines.Select((line, index) => (line, index)))
        {
            page.Element("li", line.Name, $"class=\"line{index + 1}\"");
        }

        page.Markup("</ul>").Markup($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{HtmlText.Encode(Description)}\">");
        AddAxes(page);
        foreach (var (line, index) in Lines.Select((line, index) => (line, index)))
        {
            AddLine(page, line, index + 1);
        }

        page.Markup("</svg>").Markup("</figure>");
    }

    private void AddAxes(HtmlText page)
    {
        foreach (var (at, label) in Up)
        {
            page.Markup($"<path class=\"grid\" d=\"M{Left} {Y(at)}H{Width - Right}\" />");
            page.Element("text", label, $"x=\"{Left - 8}\" y=\"{Y(at)}\" dy=\"4\" text-anchor=\"end\"");
        }

        foreach (var (at, label) in Across)
        {
            page.Element("text", label, $"x=\"{X(at)}\" y=\"{Height - 8}\" text-anchor=\"{Anchor(at)}\"");
        }

        foreach (var (at, label) in Marks)
        {
            page.Markup($"<path class=\"mark\" d=\"M{X(at)} {Top}V{Height - Bottom}\" />");
            page.Element("text", label, $"x=\"{X(at)}\" y=\"{Top - 4}\" text-anchor=\"{Anchor(at)}\"");
        }
    }

    private static void AddLine(HtmlText page, ChartLine line, int number)
    {
        foreach (var part in line.Parts())
        {
            page.Markup(part is [var (x, y)]
                ? $"<circle class=\"line{number}\" cx=\"{X(x)}\" cy=\"{Y(y)}\" r=\"3\" />"
                : $"<polyline class=\"line{number}\" points=\"{string.Join(' ', part.Select(point => $"{X(point.X)},{Y(point.Y)}"))}\" />");
        }
    }

    // The outermost labels must not stick out.
    private static string Anchor(double at) => at switch
    {
        < 0.05 => "start",
        > 0.95 => "end",
        _ => "middle",
    };

    private static string X(double at) => Place(Left + (Math.Clamp(at, 0, 1) * (Width - Left - Right)));

    private static string Y(double at) => Place(Top + ((1 - Math.Clamp(at, 0, 1)) * (Height - Top - Bottom)));

    private static string Place(double pixels) => pixels.ToString("0.#", CultureInfo.InvariantCulture);
}
