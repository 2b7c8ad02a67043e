using System.CommandLine;
using SemanticCache.Cli.Invocation;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace SemanticCache.Cli.Reports;

/// <summary><c>semcache health</c>: whether the service answers, as an exit code for containers and scripts.</summary>
internal static class HealthCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var live = new Option<bool>("--live") { Description = "Be content with an answer: with store or models down, requests are still forwarded" };
        var command = new ExampledCommand("health", "Ask the service for its health; the exit code is 0 when it is well.")
        {
            Examples = ["health", "health --live --address http://localhost:5051"],
        };
        command.Add(live);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var address = connection.AddressOf(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var isServing = await ServiceConnection.HealthAsync(address, deadline, cancellationToken) is ServingStatus.Serving;
            var result = new HealthResult(isServing ? "serving" : "not_serving");
            connection.Results(parsed).Write(result, CliJson.Readable.HealthResult, health => Fields.Draw(("status", health.Status)));
            return isServing || parsed.GetValue(live) ? ExitCodes.Done : ExitCodes.Refused;
        });
        return command;
    }
}
