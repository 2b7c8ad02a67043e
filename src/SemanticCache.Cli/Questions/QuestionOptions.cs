using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SemanticCache.Cli.Questions;

/// <summary>The arguments and options of the commands that deal with a question.</summary>
internal static class QuestionOptions
{
    /// <summary>The namespace of commands that name none.</summary>
    public const string DefaultNamespace = "default";

    /// <summary>Returns the question's argument.</summary>
    public static Argument<string> Question() => new("question") { Description = "The question, in quotes" };

    /// <summary>Returns the option <c>-n</c>.</summary>
    public static Option<string> Namespace() => new("--namespace", "-n")
    {
        Description = "The namespace",
        HelpName = "NAME",
        DefaultValueFactory = _ => DefaultNamespace,
    };

    /// <summary>Returns an option whose value is a share from 0 to 1.</summary>
    public static Option<double?> Share(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "0..1",
        CustomParser = result => ReadShare(name, result),
    };

    private static double? ReadShare(string name, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1)
        {
            return share;
        }

        result.AddError($"{name}: '{text}' is not a number from 0 to 1");
        return null;
    }
}
