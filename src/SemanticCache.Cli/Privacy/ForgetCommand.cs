using System.CommandLine;
using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;
using Spectre.Console;

namespace SemanticCache.Cli.Privacy;

/// <summary><c>semcache forget</c>: deletes what was stored for a person.</summary>
internal static class ForgetCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var subject = new Argument<string>("subject") { Description = "The person, by the value of the policy's subject_attribute" };
        var name = QuestionOptions.Namespace();
        var command = new ExampledCommand("forget", "Delete all entries that were written for a person.") { Examples = ["forget user-17 -n support-bot"] };
        command.Add(subject);
        command.Add(name);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ForgetSubjectRequest { Namespace = parsed.GetValue(name), Subject = parsed.GetRequiredValue(subject) };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForManyEntries(terminal.Time);
            var response = await service.CallAsync(async client => await client.Admin.ForgetSubjectAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(
                new ForgottenSubject(response.DeletedCount),
                CliJson.Readable.ForgottenSubject,
                forgotten => new Text(string.Create(CultureInfo.InvariantCulture, $"Deleted {forgotten.Deleted} entries of {request.Subject}.")));
            return ExitCodes.Done;
        });
        return command;
    }
}
