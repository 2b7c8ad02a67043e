using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Jobs;

/// <summary><c>semcache jobs ask</c>: has a list of questions asked.</summary>
internal static class AskJobCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var file = new Argument<FileInfo>("file") { Description = "The questions, one a line" };
        var options = new JobOptions();
        var command = new ExampledCommand("ask", "Ask a list of questions in the background, and store the answers.")
        {
            Examples = ["jobs ask questions.txt -n support-bot --rate 30 --window 01:00-05:00"],
        };
        command.Add(file);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = options.Read(parsed);
            request.Ask = new AskWork { Questions = { await ReadAsync(parsed.GetRequiredValue(file), cancellationToken) } };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var created = await service.CallAsync(async client => await client.Admin.CreateJobAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(JobResult.Of(created.Job), CliJson.Readable.JobResult, JobTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<IEnumerable<string>> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            throw new UsageException($"'{file.FullName}' is not there.");
        }

        var lines = await File.ReadAllLinesAsync(file.FullName, cancellationToken);
        var questions = lines.Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        return questions.Count > 0 ? questions : throw new UsageException($"'{file.FullName}' holds no question.");
    }
}
