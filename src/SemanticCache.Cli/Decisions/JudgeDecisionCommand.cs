using System.CommandLine;
using System.CommandLine.Parsing;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;
using Spectre.Console;

namespace SemanticCache.Cli.Decisions;

/// <summary><c>semcache decisions judge</c>: says whether an entry answers a question.</summary>
internal static class JudgeDecisionCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var id = new Argument<string>("id") { Description = "The decision's identifier, from 'decisions list' or 'report'" };
        var verdict = new Argument<Verdict>("verdict")
        {
            Description = "good: the entry answers the question; bad: it does not", HelpName = string.Join('|', WireNames.AllOf<Verdict>()), CustomParser = ReadVerdict,
        };
        verdict.CompletionSources.Clear();
        verdict.CompletionSources.Add([.. WireNames.AllOf<Verdict>()]);
        var name = QuestionOptions.Namespace();
        var command = new ExampledCommand("judge", "Say whether the entry of a decision answers its question: a hit was right, a near miss should have been one.")
        {
            Examples = ["decisions judge 0197c5a2e0f17b6a8f0e3c1d2b4a5968-3 good -n support-bot"],
        };
        command.Add(id);
        command.Add(verdict);
        command.Add(name);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new JudgeDecisionRequest
            {
                Namespace = parsed.GetRequiredValue(name), DecisionId = parsed.GetRequiredValue(id), Verdict = parsed.GetValue(verdict),
            };
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            await service.CallAsync(async client => await client.Reports.JudgeDecisionAsync(request, null, deadline, cancellationToken));
            connection.Results(parsed).Write(
                new JudgedDecision(request.DecisionId, WireNames.Of(request.Verdict)),
                CliJson.Readable.JudgedDecision,
                judged => new Text($"Noted: {judged.Id} is {judged.Verdict}."));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Verdict ReadVerdict(ArgumentResult result)
    {
        if (WireNames.TryRead(result.Tokens[0].Value, out Verdict verdict))
        {
            return verdict;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not a verdict; use {string.Join(", ", WireNames.AllOf<Verdict>())}");
        return default;
    }
}
