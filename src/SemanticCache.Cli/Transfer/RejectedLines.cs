using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Transfer;

/// <summary>A file of the lines that were not imported, as they stood, to be mended and imported; it is made with the first of them.</summary>
internal sealed class RejectedLines : IAsyncDisposable
{
    private readonly string? _name;
    private readonly string _header;
    private StreamWriter? _writer;

    private RejectedLines(string? name, string header)
    {
        _name = name;
        _header = header;
    }

    /// <summary>Names the file; null for none.</summary>
    /// <exception cref="UsageException">There is a file of that name.</exception>
    public static RejectedLines Open(string? name, string header) => name is not null && File.Exists(name)
        ? throw new UsageException($"'{name}' is there already; give another name, or delete it.")
        : new RejectedLines(name, header);

    /// <summary>Adds a line.</summary>
    public async Task AddAsync(AnswerLine line)
    {
        if (_name is null)
        {
            return;
        }

        if (_writer is null)
        {
            _writer = new StreamWriter(_name);
            if (_header.Length > 0)
            {
                await _writer.WriteLineAsync(_header);
            }
        }

        await _writer.WriteLineAsync(line.Text);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }
    }
}
