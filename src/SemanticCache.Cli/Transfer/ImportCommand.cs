using System.CommandLine;
using System.Globalization;
using Grpc.Core;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Transfer;

/// <summary><c>semcache import</c>: entries of an exported file, or questions with answers, into a namespace.</summary>
internal static class ImportCommand
{
    private const int MostShown = 20;

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var file = new Argument<FileInfo>("file") { Description = "An exported file, or questions with answers as JSONL or CSV" };
        var name = QuestionOptions.Namespace();
        var from = new Option<int>("--from-line") { Description = "The first line to import, from 1", HelpName = "N", DefaultValueFactory = _ => 1 };
        var answers = new AnswerImportOptions();
        var command = new ExampledCommand(
            "import", "Store the entries of an exported file, or questions with answers that somebody wrote. Importing a line twice does no harm.")
        {
            Examples =
            [
                "import support-bot.jsonl -n support-bot",
                "import faq.csv -n support-bot --tag faq --pinned --skip-rejected rejected.csv",
                "import support-bot.jsonl -n support-bot --from-line 5001",
            ],
        };
        command.Add(file);
        command.Add(name);
        command.Add(from);
        answers.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var lines = new ImportFile(parsed.GetRequiredValue(file).FullName, parsed.GetValue(from));
            var settings = await answers.ReadAsync(parsed, parsed.GetRequiredValue(name), lines, cancellationToken);
            var import = settings is null ? null : await AnswerImport.OpenAsync(terminal, settings, cancellationToken);
            using var service = connection.Connect(parsed);
            var result = await service.CallAsync(client => import is null
                ? ImportAsync(terminal, client, parsed.GetRequiredValue(name), lines, cancellationToken)
                : import.RunAsync(client, cancellationToken));
            connection.Results(parsed).Write(result, CliJson.Readable.ImportResult, done => Draw(done, settings is null));
            return result.Rejected.Count == 0 ? ExitCodes.Done : ExitCodes.Refused;
        });
        return command;
    }

    private static async Task<ImportResult> ImportAsync(
        Terminal terminal, SemanticCacheClient client, string name, ImportFile lines, CancellationToken cancellationToken)
    {
        if (await lines.NamespaceAsync(cancellationToken) is { CreateTime: not null } exported)
        {
            await ImportedNamespace.EnsureAsync(terminal, client, name, exported, cancellationToken);
        }

        var result = new ImportResult();
        var steps = await lines.CountAsync(cancellationToken);
        return await WorkProgress.ShowAsync(terminal, $"Importing {steps} lines", steps, async step =>
        {
            await foreach (var batch in lines.ReadAsync(cancellationToken))
            {
                result.Rejected.AddRange(batch.Mistakes);
                try
                {
                    await ImportAsync(terminal, client, name, batch, result, cancellationToken);
                }
                catch (Exception failure) when (failure is RpcException or OperationCanceledException)
                {
                    await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Stopped before line {batch.FirstLine}; go on with --from-line {batch.FirstLine}."));
                    throw;
                }

                for (var line = 0; line < batch.Lines; line++)
                {
                    step();
                }
            }

            return result;
        });
    }

    private static async Task ImportAsync(
        Terminal terminal, SemanticCacheClient client, string name, ImportBatch batch, ImportResult result, CancellationToken cancellationToken)
    {
        if (batch.Entries.Count == 0)
        {
            return;
        }

        var request = new ImportEntriesRequest { Namespace = name };
        request.Entries.AddRange(batch.Entries.Select(each => each.Entry));
        var response = await client.Admin.ImportEntriesAsync(request, null, Deadlines.ForAnswer(terminal.Time), cancellationToken);
        result.Imported += response.ImportedCount;
        result.Embedded += response.EmbeddedCount;
        result.Rejected.AddRange(response.Rejected.Select(rejected => new RejectedLine(batch.Entries[rejected.Index].Line, rejected.Reason)));
    }

    private static Rows Draw(ImportResult result, bool wasExported)
    {
        var embedded = wasExported ? "embedded anew" : "found by meaning too";
        var lines = new List<IRenderable> { new Text(string.Create(CultureInfo.InvariantCulture, $"Imported {result.Imported:N0} entries, {result.Embedded:N0} of them {embedded}.")) };
        lines.AddRange(result.Rejected.Take(MostShown).Select(rejected => new Text(string.Create(CultureInfo.InvariantCulture, $"  line {rejected.Line}: {rejected.Reason}"))));
        if (result.Rejected.Count > MostShown)
        {
            lines.Add(new Text(string.Create(CultureInfo.InvariantCulture, $"  and {result.Rejected.Count - MostShown:N0} more; --output json lists all")));
        }

        return new Rows(lines);
    }
}
