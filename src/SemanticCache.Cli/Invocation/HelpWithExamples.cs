using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SemanticCache.Cli.Invocation;

/// <summary>Writes a command's help, then its examples.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new();

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        _help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExampledCommand { Examples.Count: > 0 } command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
            {
                output.WriteLine("  semcache " + example);
            }

            output.WriteLine();
        }

        return ExitCodes.Done;
    }
}
