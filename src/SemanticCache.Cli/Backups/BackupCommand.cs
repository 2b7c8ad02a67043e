using System.CommandLine;
using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;
using Spectre.Console;

namespace SemanticCache.Cli.Backups;

/// <summary><c>semcache backup</c>: has the service copy its embedded store.</summary>
internal static class BackupCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var command = new ExampledCommand("backup", "Copy the service's embedded store into a file of the service's machine, while it goes on serving.")
        {
            Examples = ["backup", "backup --output json"],
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var service = connection.Connect(parsed);
            var made = await service.CallAsync(async client =>
                await client.Admin.BackupAsync(new BackupRequest(), null, Deadlines.ForManyEntries(terminal.Time), cancellationToken));
            var result = new BackupResult(made.Name, made.Bytes, made.Entries);
            connection.Results(parsed).Write(
                result, CliJson.Readable.BackupResult, done => new Text(string.Create(CultureInfo.InvariantCulture, $"Wrote {done.Entries:N0} entries, {done.Bytes:N0} bytes, to {done.File}.")));
            return ExitCodes.Done;
        });
        return command;
    }
}
