using System.Globalization;
using System.Text;
using Grpc.Core;
using SemanticCache.Cli.Invocation;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Transfer;

/// <summary>Sends the questions of a file with their answers, some at a time.</summary>
internal sealed class AnswerImport
{
    private const int MostPairs = 200;
    private const int MostCharacters = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly Terminal _terminal;
    private readonly AnswerImportSettings _settings;
    private readonly IAnswerFile _file;
    private bool _namesModel;

    private AnswerImport(Terminal terminal, AnswerImportSettings settings, IAnswerFile file)
    {
        (_terminal, _settings, _file) = (terminal, settings, file);
    }

    /// <summary>Opens the file.</summary>
    /// <exception cref="UsageException">The file cannot be read as what it is; nothing is sent.</exception>
    public static async Task<AnswerImport> OpenAsync(Terminal terminal, AnswerImportSettings settings, CancellationToken cancellationToken)
    {
        IAnswerFile file = settings.Format is ImportFormat.Csv
            ? await CsvAnswerFile.OpenAsync(settings.File, cancellationToken)
            : new JsonlAnswerFile(settings.File);
        return new AnswerImport(terminal, settings, file);
    }

    /// <summary>Sends the pairs and returns what became of them.</summary>
    public async Task<ImportResult> RunAsync(SemanticCacheClient client, CancellationToken cancellationToken)
    {
        var steps = await CountLinesAsync(cancellationToken);
        await using var skipped = RejectedLines.Open(_settings.SkipFile, _file.Header);
        var result = new ImportResult();
        await WorkProgress.ShowAsync(_terminal, $"Importing {steps} lines", steps, async step =>
        {
            await foreach (var batch in BatchesAsync(cancellationToken))
            {
                await SendOrSayAsync(client, batch, result, skipped, cancellationToken);
                var lines = batch.Sum(each => each.Lines);
                for (var line = 0; line < lines; line++)
                {
                    step();
                }
            }

            return result;
        });
        if (result.Imported > 0 && await IsForModelsOnlyAsync(client, cancellationToken))
        {
            await _terminal.Error.WriteLineAsync(
                $"These answers name no model, and '{_settings.Namespace}' keeps those of each model apart: requests that name one are not served them. "
                + $"'semcache policies set {_settings.Namespace} ignore=model' serves them to all.");
        }

        if (_file.Unread.Count > 0)
        {
            await _terminal.Error.WriteLineAsync($"Not read: {string.Join(", ", _file.Unread)}. What is read: {string.Join(", ", AnswerRow.Names)}.");
        }

        return result;
    }

    // Most applications name a model, and who writes an FAQ does not think of it.
    private async Task<bool> IsForModelsOnlyAsync(SemanticCacheClient client, CancellationToken cancellationToken)
    {
        if (_namesModel)
        {
            return false;
        }

        var request = new GetNamespaceRequest { Name = _settings.Namespace };
        var found = await client.Admin.GetNamespaceAsync(request, null, Deadlines.ForCall(_terminal.Time), cancellationToken);
        return !found.Namespace.Policy.Ignore.Contains(Facet.Model);
    }

    private async IAsyncEnumerable<List<AnswerLine>> BatchesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (batch, characters) = (new List<AnswerLine>(), 0);
        await foreach (var line in _file.ReadAsync(_settings.FromLine, cancellationToken))
        {
            if (batch.Count == MostPairs || (batch.Count > 0 && characters + line.Text.Length > MostCharacters))
            {
                yield return batch;
                (batch, characters) = ([], 0);
            }

            batch.Add(line);
            characters += line.Text.Length;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private async Task SendOrSayAsync(
        SemanticCacheClient client, List<AnswerLine> batch, ImportResult result, RejectedLines skipped, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(client, batch, result, skipped, cancellationToken);
        }
        catch (Exception failure) when (failure is RpcException or OperationCanceledException)
        {
            await _terminal.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"Stopped before line {batch[0].Line}; go on with --from-line {batch[0].Line}."));
            throw;
        }
    }

    private async Task SendAsync(
        SemanticCacheClient client, List<AnswerLine> batch, ImportResult result, RejectedLines skipped, CancellationToken cancellationToken)
    {
        var sent = batch.Where(line => line.Pair is not null).ToList();
        var rejected = batch.Where(line => line.Pair is null).Select(line => (Line: line, Reason: line.Mistake)).ToList();
        _namesModel |= sent.Any(line => line.Pair!.Model.Length > 0);
        if (sent.Count > 0)
        {
            var request = new ImportAnswersRequest { Namespace = _settings.Namespace, Pairs = { sent.Select(line => Complete(line.Pair!)) } };
            var response = await client.Admin.ImportAnswersAsync(request, null, Deadlines.ForAnswer(_terminal.Time), cancellationToken);
            result.Imported += response.ImportedCount;
            result.Embedded += response.SemanticCount;
            rejected.AddRange(response.Rejected.Select(each => (sent[each.Index], each.Reason)));
        }

        foreach (var (line, reason) in rejected.OrderBy(each => each.Line.Line))
        {
            result.Rejected.Add(new RejectedLine(line.Line, reason));
            await skipped.AddAsync(line);
        }
    }

    private AnsweredQuestion Complete(AnsweredQuestion pair)
    {
        pair.Tags.AddRange(_settings.Tags);
        pair.Pinned |= _settings.IsPinned;
        return pair;
    }

    // Before anything is sent: a table in another encoding would be stored with its umlauts broken.
    private async Task<int> CountLinesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var lines = 0;
            using var reader = new StreamReader(_settings.File, Strict, detectEncodingFromByteOrderMarks: false);
            while (await reader.ReadLineAsync(cancellationToken) is not null)
            {
                lines++;
            }

            return Math.Max(0, lines - _settings.FromLine + 1);
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"'{_settings.File}' is not UTF-8; save it as UTF-8.");
        }
    }
}
