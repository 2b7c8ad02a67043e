using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Jobs;

/// <summary><c>semcache jobs list</c>: how far jobs are.</summary>
internal static class ListJobsCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = QuestionOptions.Namespace();
        var limit = ListLimit.Option();
        var command = new ExampledCommand("list", "List the jobs in a namespace, newest first.") { Examples = ["jobs list -n support-bot"] };
        command.Add(name);
        command.Add(limit);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ListJobsRequest { Namespace = parsed.GetRequiredValue(name) };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var items = await service.CallAsync(client => ReadAsync(client, request, parsed.GetValue(limit), deadline, cancellationToken));
            connection.Results(parsed).Write(new JobList(items), CliJson.Readable.JobList, JobTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Task<List<JobResult>> ReadAsync(
        SemanticCacheClient client, ListJobsRequest request, int limit, DateTime deadline, CancellationToken cancellationToken) => Pages.ReadAsync(limit, async (size, token) =>
    {
        (request.PageSize, request.PageToken) = (size, token);
        var page = await client.Admin.ListJobsAsync(request, null, deadline, cancellationToken);
        return (page.Jobs.Select(JobResult.Of), page.NextPageToken);
    });
}
