using System.Net;
using System.Text;

namespace SemanticCache.Cli.Reports.Html;

/// <summary>Puts a page together, so that every text in it is encoded; the result is XML as well.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _markup = new();

    /// <summary>Returns a text as it must stand in markup; what may not stand there at all is replaced.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(string.Concat(text.Select(character => IsForbidden(character) ? '\uFFFD' : character)));

    /// <summary>Adds markup, which holds no text of others.</summary>
    public HtmlText Markup(string markup)
    {
        _markup.Append(markup).Append('\n');
        return this;
    }

    /// <summary>Adds an element that holds a text.</summary>
    public HtmlText Element(string name, string text, string attributes = "") =>
        Markup($"<{name}{(attributes.Length > 0 ? " " : "")}{attributes}>{Encode(text)}</{name}>");

    /// <summary>Adds a table whose first column names the rows.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">The columns' names, and whether they hold numbers.</param>
    /// <param name="rows">The cells of each row.</param>
    public HtmlText Table(string caption, IReadOnlyList<(string Name, bool IsNumber)> columns, IEnumerable<string[]> rows)
    {
        Markup("<div class=\"scroll\"><table>").Element("caption", caption).Markup("<thead><tr>");
        foreach (var (name, isNumber) in columns)
        {
            Element("th", name, "scope=\"col\"" + ClassOf(isNumber));
        }

        Markup("</tr></thead>\n<tbody>");
        foreach (var row in rows)
        {
            Markup("<tr>");
            foreach (var (cell, index) in row.Select((cell, index) => (cell, index)))
            {
                Element(index == 0 ? "th" : "td", cell, (index == 0 ? "scope=\"row\"" : "dir=\"auto\"") + ClassOf(columns[index].IsNumber));
            }

            Markup("</tr>");
        }

        return Markup("</tbody></table></div>");
    }

    /// <inheritdoc/>
    public override string ToString() => _markup.ToString();

    private static string ClassOf(bool isNumber) => isNumber ? " class=\"number\"" : "";

    // These two are no characters in XML.
    private static bool IsForbidden(char character) => (char.IsControl(character) && character is not ('\n' or '\t')) || character is '\uFFFE' or '\uFFFF';
}
