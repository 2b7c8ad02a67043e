using System.CommandLine;
using System.CommandLine.Parsing;
using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Jobs;

/// <summary>The options that both kinds of jobs have.</summary>
internal sealed class JobOptions
{
    private readonly Option<string> _namespace = QuestionOptions.Namespace();
    private readonly Option<int> _rate = new("--rate") { Description = "Requests a minute at most, from 1 to 600", HelpName = "N", DefaultValueFactory = _ => 30 };
    private readonly Option<string[]?> _window = new("--window") { Description = "The part of each day, in UTC, such as 01:00-05:00; else all of it", HelpName = "FROM-TO", CustomParser = ReadWindow };
    private readonly Option<string> _model = new("--model") { Description = "The model that is asked; else the upstream's", HelpName = "NAME" };
    private readonly Option<string> _systemPrompt = new("--system-prompt") { Description = "The system prompt that the application sends", HelpName = "TEXT" };
    private readonly Option<string> _locale = new("--locale") { Description = "The locale that the application sends", HelpName = "TAG" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_namespace);
        command.Add(_rate);
        command.Add(_window);
        command.Add(_model);
        command.Add(_systemPrompt);
        command.Add(_locale);
    }

    /// <summary>Returns what the command line says.</summary>
    public CreateJobRequest Read(ParseResult parsed)
    {
        var (start, end) = parsed.GetValue(_window) is [var from, var to] ? (from, to) : ("", "");
        return new CreateJobRequest
        {
            Namespace = parsed.GetRequiredValue(_namespace),
            RequestsPerMinute = parsed.GetValue(_rate),
            WindowStart = start,
            WindowEnd = end,
            Model = parsed.GetValue(_model) ?? "",
            SystemPrompt = parsed.GetValue(_systemPrompt) ?? "",
            Locale = parsed.GetValue(_locale) ?? "",
        };
    }

    private static string[]? ReadWindow(ArgumentResult result)
    {
        if (result.Tokens[0].Value.Split('-') is [var from, var to])
        {
            return [from, to];
        }

        result.AddError($"--window: '{result.Tokens[0].Value}' is no part of a day; write it like 01:00-05:00");
        return null;
    }
}
