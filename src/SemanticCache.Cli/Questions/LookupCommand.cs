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
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = RequestFor(parsed.GetValue(name), parsed.GetValue(question), parsed.GetValue(threshold));
            request.Explain = parsed.GetValue(explain);
            return RunAsync(terminal, connection, parsed, request, cancellationToken);
        });
        return command;
    }

    /// <summary>Returns the request of a lookup.</summary>
    internal static LookupRequest RequestFor(string? name, string? question, double? threshold)
    {
        var request = new LookupRequest { Question = new Question { Namespace = name, Text = question }, CacheControl = new CacheControl() };
        if (threshold is { } similarity)
        {
            request.CacheControl.SimilarityThreshold = similarity;
        }

        return request;
    }

    /// <summary>Looks up and shows what was found.</summary>
    internal static async Task<int> RunAsync(
        Terminal terminal, ConnectionOptions connection, ParseResult parsed, LookupRequest request, CancellationToken cancellationToken)
    {
        using var service = connection.Connect(parsed);
        var deadline = Deadlines.ForCall(terminal.Time);
        var response = await service.CallAsync(async client => await client.Cache.LookupAsync(request, null, deadline, cancellationToken));
        connection.Results(parsed).Write(LookupResult.Of(response, request.Explain), CliJson.Readable.LookupResult, LookupTable.Draw);
        return ExitCodes.Done;
    }
}
