using System.CommandLine;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Transfer;

/// <summary>The options of an import of questions with answers.</summary>
internal sealed class AnswerImportOptions
{
    private readonly Option<ImportFormat?> _format = new("--format")
    {
        Description = "What the file holds; else its first line tells", HelpName = "export|jsonl|csv", CustomParser = ImportFormats.Parse,
    };

    private readonly Option<string[]> _tags = new("--tag") { Description = "A label of every entry; may be given several times", HelpName = "TAG" };
    private readonly Option<bool> _pinned = new("--pinned") { Description = "Pin every entry: it never expires and goes before others" };
    private readonly Option<FileInfo> _skipped = new("--skip-rejected") { Description = "Where to write the lines that were not imported, to mend them", HelpName = "FILE" };

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_tags);
        command.Add(_pinned);
        command.Add(_skipped);
    }

    /// <summary>Returns what the command line says of the import; null where the file is an export.</summary>
    /// <exception cref="UsageException">An option does not suit the file.</exception>
    public async Task<AnswerImportSettings?> ReadAsync(ParseResult parsed, string name, ImportFile file, CancellationToken cancellationToken)
    {
        var format = parsed.GetValue(_format) ?? await ImportFormats.DetectAsync(file.Name, cancellationToken);
        var tags = parsed.GetValue(_tags) ?? [];
        var (isPinned, skipFile) = (parsed.GetValue(_pinned), parsed.GetValue(_skipped)?.FullName);
        if (format is not ImportFormat.Export)
        {
            return new AnswerImportSettings(name, file.Name, format, file.From) { Tags = tags, IsPinned = isPinned, SkipFile = skipFile };
        }

        return tags.Length > 0 || isPinned || skipFile is not null
            ? throw new UsageException("--tag, --pinned and --skip-rejected are for JSONL and CSV; an exported file says itself what its entries carry.")
            : null;
    }
}
