using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Invalidations;

/// <summary><c>semcache invalidate</c>: deletes entries by a filter.</summary>
internal static class InvalidateCommand
{
    private const string NotConfirmed = "This deletes entries. Say --dry-run to see which, or --yes to delete them.";

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = QuestionOptions.Namespace();
        var filter = new FilterOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Only count them and show some" };
        var yes = Confirmation.Option();
        var command = new ExampledCommand("invalidate", "Delete the entries that all given conditions hold for; 'undo' brings them back.")
        {
            Examples =
            [
                "invalidate -n support-bot --source handbook --source-version 3 --dry-run",
                "invalidate -n support-bot --tag billing --older-than 30d --yes",
                "invalidate -n support-bot --like \"How do I cancel an order?\" --within 0.9",
            ],
        };
        command.Add(name);
        filter.AddTo(command);
        command.Add(dryRun);
        command.Add(yes);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new InvalidateEntriesRequest { Namespace = parsed.GetRequiredValue(name), Filter = filter.Read(parsed), DryRun = parsed.GetValue(dryRun) };
            var isAsked = !request.DryRun && !parsed.GetValue(yes);
            if (isAsked)
            {
                Confirmation.RequirePerson(terminal, NotConfirmed);
            }

            using var service = connection.Connect(parsed);
            if (isAsked && !await ConfirmAsync(terminal, service, request, cancellationToken))
            {
                return ExitCodes.Refused;
            }

            var response = await CallAsync(terminal, service, request, cancellationToken);
            connection.Results(parsed).Write(InvalidateResult.Of(response, request.DryRun), CliJson.Readable.InvalidateResult, InvalidationTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<bool> ConfirmAsync(Terminal terminal, ServiceConnection service, InvalidateEntriesRequest request, CancellationToken cancellationToken)
    {
        var preview = request.Clone();
        preview.DryRun = true;
        var found = await CallAsync(terminal, service, preview, cancellationToken);
        return await Confirmation.AskAsync(terminal, $"Delete {found.MatchedCount} entries of {request.Namespace}?", cancellationToken);
    }

    private static Task<InvalidateEntriesResponse> CallAsync(
        Terminal terminal, ServiceConnection service, InvalidateEntriesRequest request, CancellationToken cancellationToken) =>
        service.CallAsync(async client => await client.Admin.InvalidateEntriesAsync(request, null, Deadlines.ForManyEntries(terminal.Time), cancellationToken));
}
