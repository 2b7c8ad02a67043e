using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Jobs;

/// <summary><c>semcache jobs refresh</c>: has popular entries asked anew before they expire.</summary>
internal static class RefreshJobCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var hits = new Option<long>("--hits") { Description = "How often an entry must have been served", HelpName = "N", DefaultValueFactory = _ => 5 };
        var lead = new Option<TimeSpan?>("--lead") { Description = "How long before its expiry it is asked anew; 2h by default", HelpName = "TIME", CustomParser = Durations.Parse };
        var options = new JobOptions();
        var command = new ExampledCommand("refresh", "Ask popular entries anew before they expire, until the job is cancelled.")
        {
            Examples = ["jobs refresh -n support-bot --hits 5 --lead 2h --rate 30"],
        };
        command.Add(hits);
        command.Add(lead);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = options.Read(parsed);
            request.Refresh = new RefreshWork { MinimumHits = parsed.GetValue(hits), Lead = Duration.FromTimeSpan(parsed.GetValue(lead) ?? TimeSpan.FromHours(2)) };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var created = await service.CallAsync(async client => await client.Admin.CreateJobAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(JobResult.Of(created.Job), CliJson.Readable.JobResult, JobTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }
}
