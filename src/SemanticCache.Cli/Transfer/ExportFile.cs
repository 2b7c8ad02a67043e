using System.Globalization;
using System.Text;
using Google.Protobuf;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Transfer;

/// <summary>
/// The file that an export writes. Until it is whole it has another name, and beside it stands how far it is good and where to go on; what was
/// written behind that is cut off.
/// </summary>
internal sealed class ExportFile : IDisposable
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    private readonly string _name;
    private readonly FileStream _stream;

    private ExportFile(string name, FileStream stream, string token)
    {
        _name = name;
        _stream = stream;
        Token = token;
    }

    /// <summary>The name while it is not whole.</summary>
    public string PartName => PartOf(_name);

    /// <summary>Where to go on; empty at the beginning and the end.</summary>
    public string Token { get; private set; }

    /// <summary>Opens the file, or the one that an earlier export left unfinished.</summary>
    /// <exception cref="UsageException">There is a file of that name, or it cannot be written.</exception>
    public static async Task<ExportFile> OpenAsync(string name, CancellationToken cancellationToken)
    {
        if (File.Exists(name))
        {
            throw new UsageException($"'{name}' is there already; give another name, or delete it.");
        }

        try
        {
            var (length, token) = await ReadStateAsync(name, cancellationToken);
            var stream = new FileStream(PartOf(name), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            stream.SetLength(Math.Min(length, stream.Length));
            stream.Position = stream.Length;
            return new ExportFile(name, stream, stream.Length == length ? token : "");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{name}' cannot be written: {failure.Message}");
        }
    }

    /// <summary>Whether nothing was written yet.</summary>
    public bool IsEmpty => _stream.Length == 0;

    /// <summary>Writes what the file begins with: the namespace, which the entries are found in only when it is of the same age.</summary>
    public async Task WriteAsync(Namespace exported, CancellationToken cancellationToken) =>
        await _stream.WriteAsync(Encoding.UTF8.GetBytes($"{{ \"namespace\": {Formatter.Format(exported)} }}\n"), cancellationToken);

    /// <summary>Writes a part, and notes where the next one begins.</summary>
    public async Task WriteAsync(ExportEntriesResponse part, CancellationToken cancellationToken)
    {
        foreach (var entry in part.Entries)
        {
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(Formatter.Format(entry) + "\n"), cancellationToken);
        }

        await _stream.FlushAsync(cancellationToken);
        Token = part.NextPageToken;
        await File.WriteAllTextAsync(StateOf(_name), string.Create(CultureInfo.InvariantCulture, $"{_stream.Length} {Token}"), cancellationToken);
    }

    /// <summary>Gives the whole file its name and returns it.</summary>
    public string Finish()
    {
        _stream.Dispose();
        File.Move(PartName, _name);
        File.Delete(StateOf(_name));
        return _name;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static async Task<(long Length, string Token)> ReadStateAsync(string name, CancellationToken cancellationToken)
    {
        if (!File.Exists(StateOf(name)))
        {
            return (0, "");
        }

        var words = (await File.ReadAllTextAsync(StateOf(name), cancellationToken)).Split(' ');
        return words is [var length, { Length: > 0 } token] && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var good) ? (good, token) : (0, "");
    }

    private static string PartOf(string name) => name + ".part";

    private static string StateOf(string name) => name + ".part.state";
}
