using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Questions;

/// <summary><c>semcache store</c>: stores an answer to a question.</summary>
internal static class StoreCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var question = QuestionOptions.Question();
        var answer = new Argument<string>("answer") { Description = "The answer, in quotes" };
        var name = QuestionOptions.Namespace();
        var ttl = new Option<TimeSpan?>("--ttl") { Description = "How long it may be served, such as 1h; at most the policy's max_ttl", HelpName = "TIME", CustomParser = Durations.Parse };
        var tags = new Option<string[]>("--tag") { Description = "A label of the entry; may be given several times", HelpName = "TAG" };
        var command = new ExampledCommand("store", "Store an answer; the same question again replaces it.")
        {
            Examples = ["store \"Where is the invoice?\" \"Under Settings > Billing.\" -n support-bot --ttl 7d --tag billing"],
        };
        command.Add(question);
        command.Add(answer);
        command.Add(name);
        command.Add(ttl);
        command.Add(tags);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new StoreRequest
            {
                Question = new Question { Namespace = parsed.GetValue(name), Text = parsed.GetValue(question) },
                Answer = new Answer { Text = parsed.GetValue(answer) },
                CacheControl = new CacheControl { Ttl = parsed.GetValue(ttl) is { } time ? Duration.FromTimeSpan(time) : null },
            };
            request.CacheControl.Tags.AddRange(parsed.GetValue(tags) ?? []);

            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var response = await service.CallAsync(async client => await client.Cache.StoreAsync(request, null, deadline, cancellationToken));
            var result = new StoreResult(response.EntryId, response.ExpireTime.ToDateTimeOffset(), response.Semantic);
            connection.Results(parsed).Write(result, CliJson.Readable.StoreResult, Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static IRenderable Draw(StoreResult result) => Fields.Draw(
        ("stored", result.EntryId),
        ("until", result.ExpireTime.ToString("u", System.Globalization.CultureInfo.InvariantCulture)),
        ("found by", result.Semantic ? "the same words and the same meaning" : "the same words only"));
}
