using System.CommandLine;
using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded;
using Spectre.Console;

namespace SemanticCache.Cli.Backups;

/// <summary><c>semcache restore</c>: makes a backup the database of a stopped service.</summary>
internal static class RestoreCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var file = new Argument<FileInfo>("file") { Description = "The backup" };
        var data = new Option<DirectoryInfo>("--data") { Description = "The data directory of the stopped service", HelpName = "DIR", Required = true };
        var force = new Option<bool>("--force") { Description = $"Replace a database that is there; it is kept as {StoreRestore.ReplacedName}" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask before replacing" };
        var command = new ExampledCommand("restore", "Check a backup and make it the database of a data directory. The service must be stopped.")
        {
            Examples = ["restore backups/semanticcache-20260301T020000000Z.db --data data", "restore nightly.db --data /data --force --yes"],
        };
        command.Add(file);
        command.Add(data);
        command.Add(force);
        command.Add(yes);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (backup, directory, replaces) = (parsed.GetRequiredValue(file), parsed.GetRequiredValue(data), parsed.GetValue(force));
            if (replaces && !parsed.GetValue(yes) && !await ConfirmAsync(terminal, directory, cancellationToken))
            {
                return ExitCodes.Refused;
            }

            try
            {
                var restored = StoreRestore.Restore(backup.FullName, directory.FullName, replaces);
                connection.Results(parsed).Write(new RestoreResult(backup.FullName, directory.FullName, restored.Entries), CliJson.Readable.RestoreResult, Draw);
                return ExitCodes.Done;
            }
            catch (StoreBackupException refusal)
            {
                await terminal.Error.WriteLineAsync(refusal.Message);
                return ExitCodes.Refused;
            }
        });
        return command;
    }

    private static Task<bool> ConfirmAsync(Terminal terminal, DirectoryInfo directory, CancellationToken cancellationToken)
    {
        Confirmation.RequirePerson(terminal, "--force replaces a database. Say --yes as well to do so without being asked.");
        return Confirmation.AskAsync(terminal, $"Replace the database in {directory.FullName}?", cancellationToken);
    }

    private static Text Draw(RestoreResult result) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Restored {result.Entries:N0} entries to {result.Data}."));
}
