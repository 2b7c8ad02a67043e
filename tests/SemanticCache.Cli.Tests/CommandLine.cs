using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Tests;

/// <summary>Runs command lines within the test's process.</summary>
internal static class CommandLine
{
    /// <summary>Runs one without any environment variable.</summary>
    public static Task<CliResult> RunAsync(params string[] args) => RunAsync(new Dictionary<string, string>(), args);

    /// <summary>Runs one with environment variables.</summary>
    public static async Task<CliResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, environment.GetValueOrDefault, TimeProvider.System, isInteractive: false);
        var exitCode = await SemcacheCommand.RunAsync(args, terminal, TestContext.Current.CancellationToken);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}
