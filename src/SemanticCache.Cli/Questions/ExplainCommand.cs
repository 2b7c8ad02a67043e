using System.CommandLine;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Questions;

/// <summary><c>semcache explain</c>: why a question would be served or not.</summary>
internal static class ExplainCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var question = QuestionOptions.Question();
        var name = QuestionOptions.Namespace();
        var command = new ExampledCommand("explain", "Show why a question would be served or not: candidates, guards, confidence and bars.")
        {
            Examples = ["explain \"raise card limit\" -n support-bot"],
        };
        command.Add(question);
        command.Add(name);
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = LookupCommand.RequestFor(parsed.GetValue(name), parsed.GetValue(question), threshold: null);
            request.Explain = true;
            return LookupCommand.RunAsync(terminal, connection, parsed, request, cancellationToken);
        });
        return command;
    }
}
