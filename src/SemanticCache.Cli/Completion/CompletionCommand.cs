using System.CommandLine;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Completion;

/// <summary><c>semcache completion</c>: what a shell needs to complete the commands.</summary>
internal static class CompletionCommand
{
    private static readonly string Shells = string.Join(", ", CompletionScripts.Of.Keys);

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = Shells };
        shell.CompletionSources.Add([.. CompletionScripts.Of.Keys]);
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !CompletionScripts.Of.ContainsKey(text))
            {
                result.AddError($"'{text}' is not a shell that this is known for; use {Shells}");
            }
        });
        var command = new ExampledCommand("completion", "Print the script with which a shell completes commands, options and namespaces.")
        {
            Examples = ["completion bash >> ~/.bashrc", "completion fish > ~/.config/fish/completions/semcache.fish"],
        };
        command.Add(shell);
        command.SetAction(async (parsed, _) =>
        {
            await terminal.Output.WriteAsync(CompletionScripts.Of[parsed.GetRequiredValue(shell)]);
            return ExitCodes.Done;
        });
        return command;
    }
}
