using System.CommandLine;
using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Serving;
using SemanticCache.Client;

namespace SemanticCache.Cli.Demo;

/// <summary><c>semcache demo</c>: starts the service, sends support questions through it and shows what the cache made of them.</summary>
internal static class DemoCommand
{
    private const int MostQuestions = 100_000;
    private const int MostInFlight = 64;

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var exit = new Option<bool>("--exit") { Description = "End after the figures instead of serving on" };
        var questions = Count("--questions", "How many questions are sent", 600, MostQuestions);
        var inFlight = Count("--in-flight", "How many are on their way at a time", 4, MostInFlight);
        var seed = new Option<int>("--seed") { Description = "What the random choices start from", HelpName = "N", DefaultValueFactory = _ => 1 };
        var latency = new Option<TimeSpan?>("--latency") { Description = "The simulated model's time to its first token; 150ms by default", HelpName = "TIME", CustomParser = Durations.Parse };
        var verbose = new Option<bool>("--verbose") { Description = "Also show each namespace" };
        var grpcPort = ServeCommand.Port("--grpc-port", "The port of gRPC; by default 5051 if it is free, else any");
        var httpPort = ServeCommand.Port("--http-port", "The port of HTTP: bots, REST, health and metrics; by default 8080 if it is free, else any");
        var command = new ExampledCommand("demo", "See the cache at work: real support questions against a simulated model, in this process.")
        {
            Examples = ["demo", "demo --exit --questions 2000 --verbose", "demo --exit --output json"],
        };
        foreach (var option in new Option[] { exit, questions, seed, latency, inFlight, verbose, grpcPort, httpPort })
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new DemoSettings
            {
                Questions = parsed.GetValue(questions),
                Seed = parsed.GetValue(seed),
                Latency = parsed.GetValue(latency) ?? TimeSpan.FromMilliseconds(150),
                InFlight = parsed.GetValue(inFlight),
                GrpcPort = parsed.GetValue(grpcPort),
                HttpPort = parsed.GetValue(httpPort),
            };
            var showing = new DemoShowing(connection.Results(parsed), PerDomain: parsed.GetValue(verbose), Exit: parsed.GetValue(exit));
            return RunAsync(terminal, settings, showing, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, DemoSettings settings, DemoShowing showing, CancellationToken cancellationToken)
    {
        using var data = new TemporaryFolder();
        await terminal.Error.WriteLineAsync("Starting the service …");
        await using var service = await DemoSession.StartServiceAsync(settings, data.Path, cancellationToken);
        await terminal.Error.WriteLineAsync($"Watch it on the admin page: http://localhost:{service.Addresses.Http.Port}/");
        using var client = new SemanticCacheClient(service.Addresses.Grpc);
        var run = await new DemoSession(client, settings, terminal).RunAsync(cancellationToken);

        showing.Results.Write(
            run.Figures.ToResult(run.LookAlikes), CliJson.Readable.DemoResult, _ => DemoTable.Draw(run, settings, showing.PerDomain));
        if (showing.Exit)
        {
            return ExitCodes.Done;
        }

        // With JSON the result is alone on standard output.
        var invitation = showing.Results.IsJson ? terminal.Error : terminal.Output;
        foreach (var line in DemoInvitation.Lines(service.Addresses, run))
        {
            await invitation.WriteLineAsync(line);
        }

        await service.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }

    private static Option<int> Count(string name, string description, int usual, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && (count < 1 || count > most))
            {
                result.AddError($"{name}: {text} is not from 1 to {most}");
            }
        });
        return option;
    }
}
