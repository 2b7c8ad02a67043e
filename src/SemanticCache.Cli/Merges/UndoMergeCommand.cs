using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;
using Spectre.Console;

namespace SemanticCache.Cli.Merges;

/// <summary><c>semcache merges undo</c>.</summary>
internal static class UndoMergeCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = MergesCommand.Namespace();
        var id = new Argument<string>("id") { Description = "The merge's identifier, from 'merges list'" };
        var command = new ExampledCommand("undo", "Undo a merge: both entries are there again, and are not merged again.")
        {
            Examples = ["merges undo support-bot 0d2f6c3e-8b1a-4f6e-9c55-3f1f0a6f2b7d"],
        };
        command.Add(name);
        command.Add(id);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new UndoMergeRequest { Namespace = parsed.GetRequiredValue(name), MergeId = parsed.GetRequiredValue(id) };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            await service.CallAsync(async client => await client.Admin.UndoMergeAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(
                new UndoneMerge(request.MergeId, Undone: true),
                CliJson.Readable.UndoneMerge,
                undone => new Text($"Undid merge {undone.Id}; both entries are there again."));
            return ExitCodes.Done;
        });
        return command;
    }
}
