using System.CommandLine;
using System.Globalization;
using System.Text;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Questions;

/// <summary><c>semcache ask</c>: answers a question from the cache, else from the namespace's language model.</summary>
internal static class AskCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var question = QuestionOptions.Question();
        var name = QuestionOptions.Namespace();
        var command = new ExampledCommand("ask", "Ask a question: answered from the cache, else by the language model, whose answer is then stored.")
        {
            Examples = ["ask \"How do I raise my card limit?\" -n support-bot", "ask \"raise card limit\" -n support-bot --output json"],
        };
        command.Add(question);
        command.Add(name);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new StreamCompleteRequest
            {
                Question = new Question { Namespace = parsed.GetValue(name), Text = parsed.GetValue(question) },
            };
            var results = connection.Results(parsed);
            var stream = new AnswerStream(results.IsJson ? _ => Task.CompletedTask : text => PrintAsync(terminal, text), terminal.Time);

            using var service = connection.Connect(parsed);
            var result = await service.CallAsync(async client =>
            {
                using var call = client.Cache.StreamComplete(request, null, Deadlines.ForAnswer(terminal.Time), cancellationToken);
                return await stream.ReadAsync(call.ResponseStream, cancellationToken);
            });
            if (results.IsJson)
            {
                results.WriteJson(result, CliJson.Readable.AskResult);
            }
            else
            {
                await terminal.Output.WriteLineAsync();
                await terminal.Error.WriteLineAsync(OutcomeLine(result));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task PrintAsync(Terminal terminal, string text)
    {
        await terminal.Output.WriteAsync(text);
        await terminal.Output.FlushAsync();
    }

    private static string OutcomeLine(AskResult result)
    {
        var line = new StringBuilder("[").Append(result.Outcome);
        if (result.Reason.Length > 0)
        {
            line.Append(CultureInfo.InvariantCulture, $", {result.Reason}");
        }

        if (result.Similarity is { } similarity)
        {
            line.Append(CultureInfo.InvariantCulture, $", similarity {similarity:0.000}");
        }

        if (result.Confidence is { } confidence)
        {
            line.Append(CultureInfo.InvariantCulture, $", confidence {confidence:0.000}");
        }

        line.Append(CultureInfo.InvariantCulture, $"; first text {result.FirstTextMs:0.0} ms, all {result.TotalMs:0.0} ms]");
        if (result.Question is { } question)
        {
            line.Append(CultureInfo.InvariantCulture, $"{Environment.NewLine}[stored for: {question}]");
        }

        return line.ToString();
    }
}
