using System.Globalization;
using SemanticCache.Qdrant.TestServer.Storage;

namespace SemanticCache.Qdrant.TestServer.Filtering;

/// <summary>Reads paths such as <c>a.b</c>, <c>a[]</c>, <c>a[0].b</c> and <c>"quoted key".b</c>.</summary>
internal sealed class PathReader
{
    private readonly string _text;
    private int _position;

    private PathReader(string text)
    {
        _text = text;
    }

    /// <summary>Reads a path's steps; a bad path is INVALID_ARGUMENT.</summary>
    public static IReadOnlyList<PathStep> Read(string text)
    {
        var reader = new PathReader(text);
        return reader.ReadSteps() ?? throw QdrantError.InvalidArgument($"Invalid json path: '{text}'");
    }

    private List<PathStep>? ReadSteps()
    {
        var steps = new List<PathStep>();
        var step = ReadKey();
        while (step is not null)
        {
            steps.Add(step.Value);
            if (_position == _text.Length)
            {
                return steps;
            }

            step = _text[_position++] switch
            {
                '.' => ReadKey(),
                '[' => ReadIndex(),
                _ => null,
            };
        }

        return null;
    }

    private PathStep? ReadKey()
    {
        if (_position < _text.Length && _text[_position] == '"')
        {
            return ReadQuotedKey();
        }

        var start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '_' or '-'))
        {
            _position++;
        }

        return start == _position ? null : new PathStep(_text[start.._position], null);
    }

    private PathStep? ReadQuotedKey()
    {
        var end = _text.IndexOf('"', _position + 1);
        var key = end < 0 ? null : _text[(_position + 1)..end];
        _position = end + 1;
        return key is null || key.Contains('\\', StringComparison.Ordinal) ? null : new PathStep(key, null);
    }

    private PathStep? ReadIndex()
    {
        var end = _text.IndexOf(']', _position);
        if (end < 0)
        {
            return null;
        }

        var index = _text[_position..end];
        _position = end + 1;
        if (index.Length == 0)
        {
            return PathStep.Elements;
        }

        return int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new PathStep(null, number) : null;
    }
}
