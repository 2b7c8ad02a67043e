using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Jobs;

/// <summary><c>semcache jobs cancel</c>: ends a job.</summary>
internal static class CancelJobCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var id = new Argument<string>("id") { Description = "The job's identifier" };
        var name = QuestionOptions.Namespace();
        var command = new ExampledCommand("cancel", "End a job; what it has stored stays.") { Examples = ["jobs cancel 019c5a2e-… -n support-bot"] };
        command.Add(id);
        command.Add(name);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new CancelJobRequest { Namespace = parsed.GetRequiredValue(name), JobId = parsed.GetRequiredValue(id) };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var cancelled = await service.CallAsync(async client => await client.Admin.CancelJobAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(JobResult.Of(cancelled.Job), CliJson.Readable.JobResult, JobTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }
}
