using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Questions;

/// <summary><c>semcache lookup</c>: what is stored for a question; asks no language model.</summary>
internal static class LookupCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var question = QuestionOptions.Question();
        var name = QuestionOptions.Namespace();
        var threshold = QuestionOptions.Share("--threshold", "A stricter similarity threshold than the policy's");
        var explain = new Option<bool>("--explain") { Description = "Also show the candidates and the verdicts on them" };
        var command = new ExampledCommand("lookup", "Look an answer up in the cache; no language model is asked.")
        {
            Examples = ["lookup \"How do I raise my card limit?\" -n support-bot", "lookup \"raise card limit\" -n support-bot --explain"],
        };
        command.Add(question);
        command.Add(name);
        command.Add(threshold);
        command.Add(explain);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new LookupRequest
            {
                Question = new Question { Namespace = parsed.GetValue(name), Text = parsed.GetValue(question) },
                CacheControl = new CacheControl(),
                Explain = parsed.GetValue(explain),
            };
            if (parsed.GetValue(threshold) is { } similarity)
            {
                request.CacheControl.SimilarityThreshold = similarity;
            }

            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var response = await service.CallAsync(async client => await client.Cache.LookupAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(LookupResult.Of(response, request.Explain), CliJson.Readable.LookupResult, LookupTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }
}
