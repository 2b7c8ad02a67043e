using System.CommandLine;
using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;
using Spectre.Console;

namespace SemanticCache.Cli.Transfer;

/// <summary><c>semcache export</c>: a namespace's entries into a file, one a line.</summary>
internal static class ExportCommand
{
    private const int PageSize = 1000;

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var file = new Argument<FileInfo>("file") { Description = "Where to; one entry a line, as JSON" };
        var name = QuestionOptions.Namespace();
        var command = new ExampledCommand("export", "Write a namespace's entries with their vectors and other wordings, and its policy, to a file. An export that was cut off goes on where it stopped.")
        {
            Examples = ["export support-bot.jsonl -n support-bot"],
        };
        command.Add(file);
        command.Add(name);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var output = await ExportFile.OpenAsync(parsed.GetRequiredValue(file).FullName, cancellationToken);
            if (output.Token.Length > 0)
            {
                await terminal.Error.WriteLineAsync($"Going on with '{output.PartName}'; delete it to begin anew.");
            }

            using var service = connection.Connect(parsed);
            var written = await service.CallAsync(client => ExportAsync(terminal, client, parsed.GetRequiredValue(name), output, cancellationToken));
            var result = new ExportResult(output.Finish(), written);
            connection.Results(parsed).Write(result, CliJson.Readable.ExportResult, done => new Text(string.Create(CultureInfo.InvariantCulture, $"Wrote {done.Exported:N0} entries to {done.File}.")));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<long> ExportAsync(
        Terminal terminal, SemanticCacheClient client, string name, ExportFile output, CancellationToken cancellationToken)
    {
        var found = await client.Admin.GetNamespaceAsync(new GetNamespaceRequest { Name = name }, null, Deadlines.ForCall(terminal.Time), cancellationToken);
        if (output.IsEmpty)
        {
            await output.WriteAsync(found.Namespace, cancellationToken);
        }

        var steps = (int)Math.Min(int.MaxValue, found.Namespace.EntryCount);
        return await WorkProgress.ShowAsync(terminal, $"Exporting {steps} entries", steps, async step =>
        {
            var written = 0L;
            do
            {
                var request = new ExportEntriesRequest { Namespace = name, PageSize = PageSize, PageToken = output.Token };
                var page = await client.Admin.ExportEntriesAsync(request, null, Deadlines.ForCall(terminal.Time), cancellationToken);
                await output.WriteAsync(page, cancellationToken);
                written += page.Entries.Count;
                page.Entries.ToList().ForEach(_ => step());
            }
            while (output.Token.Length > 0);

            return written;
        });
    }
}
