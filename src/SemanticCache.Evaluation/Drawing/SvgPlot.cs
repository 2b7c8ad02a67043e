using System.Globalization;
using System.Net;
using System.Text;

namespace SemanticCache.Evaluation.Drawing;

/// <summary>A plot of lines over shares from 0 to 1, as SVG.</summary>
internal sealed class SvgPlot
{
    private const int Side = 480;
    private const int Margin = 56;
    private const int Ticks = 10;

    private static readonly string[] Colours = ["#1f6fb4", "#c8501e", "#2f8f4e", "#7a4fa3"];

    private readonly StringBuilder _body = new();
    private int _lines;

    public SvgPlot(string title, string horizontal, string vertical)
    {
        Text(Margin, 20, title, "start");
        Text(Margin + (Side / 2), Margin + Side + 40, horizontal, "middle");
        _body.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"14\" y=\"{Margin + (Side / 2)}\" transform=\"rotate(-90 14 {Margin + (Side / 2)})\" text-anchor=\"middle\">{WebUtility.HtmlEncode(vertical)}</text>");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            DrawTick((double)tick / Ticks);
        }
    }

    /// <summary>Adds a line through points, with its name in the legend.</summary>
    public void AddLine(string name, IReadOnlyList<(double X, double Y)> points, bool dashed = false)
    {
        var colour = dashed ? "#888888" : Colours[_lines % Colours.Length];
        var path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{Across(point.X):0.#},{Down(point.Y):0.#}")));
        var dash = dashed ? " stroke-dasharray=\"4 4\"" : "";
        _body.AppendLine(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>");
        _body.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Margin + 12}\" y=\"{Margin + 18 + (16 * _lines)}\" fill=\"{colour}\">{WebUtility.HtmlEncode(name)}</text>");
        _lines++;
    }

    /// <summary>Adds a text at a point.</summary>
    public void AddLabel(double x, double y, string label) => Text(Across(x) + 4, Down(y) + 14, label, "start");

    /// <summary>Returns the SVG.</summary>
    public override string ToString()
    {
        var size = Side + (2 * Margin);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" font-family=\"sans-serif\" font-size=\"12\">\n"
            + $"<rect width=\"{size}\" height=\"{size}\" fill=\"white\"/>\n{_body}</svg>\n";
    }

    private static double Across(double x) => Margin + (Math.Clamp(x, 0, 1) * Side);

    private static double Down(double y) => Margin + ((1 - Math.Clamp(y, 0, 1)) * Side);

    private void DrawTick(double at)
    {
        _body.AppendLine(CultureInfo.InvariantCulture, $"<path d=\"M{Across(at)} {Down(0)}V{Down(1)}M{Across(0)} {Down(at)}H{Across(1)}\" stroke=\"#dddddd\"/>");
        var label = at.ToString("0.0", CultureInfo.InvariantCulture);
        Text(Across(at), Down(0) + 18, label, "middle");
        Text(Across(0) - 8, Down(at) + 4, label, "end");
    }

    private void Text(double x, double y, string text, string anchor) =>
        _body.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>");
}
