using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Invocation;

/// <summary>Writes a command's result as the user asked for it.</summary>
internal sealed class ResultWriter
{
    private readonly Terminal _terminal;

    public ResultWriter(Terminal terminal, OutputFormat format)
    {
        _terminal = terminal;
        IsJson = format is OutputFormat.Json;
    }

    /// <summary>Whether the result is one JSON object.</summary>
    public bool IsJson { get; }

    /// <summary>Writes the result: its JSON, or what <paramref name="draw"/> makes of it for people.</summary>
    public void Write<T>(T result, JsonTypeInfo<T> shape, Func<T, IRenderable> draw)
    {
        if (IsJson)
        {
            WriteJson(result, shape);
        }
        else
        {
            _terminal.Draw(draw(result));
        }
    }

    /// <summary>Writes the result's JSON.</summary>
    public void WriteJson<T>(T result, JsonTypeInfo<T> shape) => _terminal.Output.WriteLine(JsonSerializer.Serialize(result, shape));
}
