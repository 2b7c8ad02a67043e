using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;
using Spectre.Console;

namespace SemanticCache.Cli.Invalidations;

/// <summary><c>semcache undo</c>: brings deleted entries back.</summary>
internal static class UndoCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var id = new Argument<string>("id") { Description = "The invalidation's identifier, from 'invalidate' or 'invalidations list'" };
        var name = QuestionOptions.Namespace();
        var command = new ExampledCommand("undo", "Bring the entries of an invalidation back, unless newer answers stand in their place.")
        {
            Examples = ["undo 0198b2c4-5d3e-7f10-9a2b-3c4d5e6f7081 -n support-bot"],
        };
        command.Add(id);
        command.Add(name);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new UndoInvalidationRequest { Namespace = parsed.GetRequiredValue(name), InvalidationId = parsed.GetRequiredValue(id) };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForManyEntries(terminal.Time);
            var response = await service.CallAsync(async client => await client.Admin.UndoInvalidationAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(new UndoResult(response.RestoredCount), CliJson.Readable.UndoResult, undone => new Text($"{undone.Restored} entries are there again."));
            return ExitCodes.Done;
        });
        return command;
    }
}
