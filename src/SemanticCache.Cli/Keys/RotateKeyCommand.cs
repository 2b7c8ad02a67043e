using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Keys;

/// <summary><c>semcache keys rotate</c>.</summary>
internal static class RotateKeyCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var id = KeysCommand.Id();
        var overlap = new Option<TimeSpan?>("--overlap")
        {
            Description = "For how long the old key is still accepted; 1d by default, 90d at most",
            HelpName = "TIME",
            CustomParser = Durations.Parse,
        };
        var command = new ExampledCommand("rotate", "Give a key a successor that allows the same; both are accepted until the overlap ends.")
        {
            Examples = ["keys rotate 0123456789abcdef", "keys rotate 0123456789abcdef --overlap 7d"],
        };
        command.Add(id);
        command.Add(overlap);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new RotateKeyRequest
            {
                Id = parsed.GetRequiredValue(id),
                Overlap = parsed.GetValue(overlap) is { } time ? Duration.FromTimeSpan(time) : null,
            };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var response = await service.CallAsync(async client => await client.Admin.RotateKeyAsync(request, null, deadline, cancellationToken));
            await NewKeyWriter.WriteAsync(terminal, connection.Results(parsed), NewKeyResult.Of(response.Key, response.Secret));
            return ExitCodes.Done;
        });
        return command;
    }
}
