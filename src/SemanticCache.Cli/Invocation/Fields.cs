using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Invocation;

/// <summary>Draws named values below each other.</summary>
internal static class Fields
{
    private const int NameGap = 2;

    /// <summary>Returns the drawing; values that are null are left out.</summary>
    public static IRenderable Draw(params IEnumerable<(string Name, string? Value)> fields)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(NameGap)).AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                grid.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(value));
            }
        }

        return grid;
    }
}
